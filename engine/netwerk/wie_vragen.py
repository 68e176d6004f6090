"""Whom to ask for the regie: exclusions first, then points that each are a sentence on screen.

The weights are a choice of the design, reviewed once a year by people; the program never assigns anybody.
"""

from __future__ import annotations

from datetime import date

from budget.basis.geld import Geld
from budget.basis.klok import datum_lang
from engine.netwerk import grafen
from engine.netwerk.beeld import Beeld
from engine.netwerk.begrippen import (
    STANDAARDPUNTEN,
    Domein,
    Gebeurtenissoort,
    Kandidaat,
    Laag,
    Organisatiesoort,
    Punten,
    Reden,
)
from engine.netwerk.rijen import ONBEPERKT, EerderSamen, Mandaat
from engine.netwerk.teksten import DOMEINNAAM, opsomming


def wie_vragen(beeld: Beeld, punten: Punten = STANDAARDPUNTEN) -> list[Kandidaat]:
    """Return everybody who could be asked for the regie, most points first, then by id; O(n + m).

    Candidates: the people of the casus, and the team leaders of the lokaal team of the woongemeente. Left out:
    who holds it, who refused it lately, who leaves soon, and who works for a closed organisation.
    """
    teamleiders = set(_teamleiders(beeld))
    mensen = ({*beeld.professionals} - set(beeld.organisaties)) | teamleiders
    ranglijst = [_kandidaat(beeld, p, punten) for p in sorted(mensen) if not _uitgesloten(beeld, p)]
    return sorted(ranglijst, key=lambda k: (-k.punten, k.persoon))


def voorstel(beeld: Beeld, ranglijst: list[Kandidaat], punten: Punten = STANDAARDPUNTEN) -> list[str]:
    """Return whom the screen proposes: the first two with enough points, else the team leaders of the woongemeente."""
    genoeg = [k.persoon for k in ranglijst if k.punten >= punten.genoeg]
    return genoeg[:2] or _teamleiders(beeld)


def _teamleiders(beeld: Beeld) -> list[str]:
    woon = beeld.rijen.casus.woongemeente_jeugdwet
    return [
        p
        for o in sorted(beeld.rijen.organisaties, key=lambda o: o.id)
        if woon is not None and o.soort is Organisatiesoort.LOKAAL_TEAM and o.bedient(woon)
        for p in beeld.dienst.teamleiders(o.id, beeld.t)
    ]


def _organisatie(beeld: Beeld, p: str) -> str | None:
    if p in beeld.professionals:
        return beeld.professionals[p].organisatie
    # A team leader who takes no part: his team is the employer that makes him a candidate.
    werkgevers = beeld.dienst.werkgevers(p, beeld.t)
    woon = beeld.rijen.casus.woongemeente_jeugdwet
    return next((o for o in werkgevers if beeld.bedient(o, woon)), werkgevers[0] if werkgevers else None)


def _uitgesloten(beeld: Beeld, p: str) -> bool:
    einde = beeld.dienst.einde_dienst(p)
    geweigerd = any(
        g.persoon == p
        and g.soort is Gebeurtenissoort.GEWEIGERD
        and g.laag is Laag.CASUS
        and 0 <= beeld.dagen(g.datum) < beeld.drempels.weigering_dagen
        for g in beeld.gebeurtenissen
    )
    return (
        p in beeld.regisseurs
        or geweigerd
        or (einde is not None and (einde - beeld.t).days <= beeld.drempels.vertrek_uitsluiten_dagen)
        or beeld.gesloten(_organisatie(beeld, p))
    )


def _kandidaat(beeld: Beeld, p: str, punten: Punten) -> Kandidaat:
    redenen = [
        *_positie(beeld, p, punten),
        *_lijnen(beeld, p, punten),
        *_tegen(beeld, p, beeld.dienst.einde_dienst(p), punten),
    ]
    return Kandidaat(p, round(sum(r.punten for r in redenen), 1), tuple(redenen))


def _positie(beeld: Beeld, p: str, punten: Punten) -> list[Reden]:
    organisatie = _organisatie(beeld, p)
    woon = beeld.rijen.casus.woongemeente_jeugdwet
    redenen = []
    if organisatie in beeld.uitvoerders_maatregel:
        redenen.append(Reden(punten.maatregel, "voert de maatregel uit"))
    if _domein(beeld, p) is Domein.TOEGANG and beeld.bedient(organisatie, woon):
        redenen.append(Reden(punten.woongemeente, f"team van de woongemeente {woon}"))
    # A mandate to sign what costs nothing decides no amount.
    hoogste = max((m.plafond_cent for m in beeld.geldige(Mandaat) if m.naar == p), default=0)
    if hoogste:
        grens = "zonder grens" if hoogste >= ONBEPERKT else f"tot {Geld(hoogste)}"
        redenen.append(Reden(punten.mandaat, f"heeft mandaat {grens}"))
    if organisatie in grafen.eindpunten(beeld.wijst_regie):
        redenen.append(Reden(punten.wijzen_hierheen, "de anderen wijzen hierheen"))
    return redenen


def _domein(beeld: Beeld, p: str) -> Domein | None:
    if p in beeld.professionals:
        return beeld.professionals[p].domein
    organisatie = _organisatie(beeld, p)
    return beeld.organisaties[organisatie].domein if organisatie in beeld.organisaties else None


def _lijnen(beeld: Beeld, p: str, punten: Punten) -> list[Reden]:
    redenen = []
    if grafen.bereik(beeld.contact_met_gezin, [p], 1) & set(beeld.gezin):
        redenen.append(Reden(punten.gezin, "kent het gezin"))
    buren = grafen.bereik(beeld.informatie, [p], 1) - {p}
    andere = {beeld.professionals[b].domein for b in buren} - {_domein(beeld, p), None}
    namen = [DOMEINNAAM[d] for d in Domein if d in andere]
    if namen:
        redenen.append(Reden(len(namen) * punten.lijn, f"lijn met {opsomming(namen)}"))
    else:
        redenen.append(Reden(punten.geen_lijn, "geen lijn met andere domeinen"))
    samen = {
        ander
        for rij in beeld.bekende(EerderSamen)
        for een, ander in ((rij.van, rij.naar), (rij.naar, rij.van))
        if een == p and ander != p and ander in beeld.professionals
    }
    if len(samen) >= 2:
        redenen.append(Reden(punten.eerder_samen, "werkte eerder met deze mensen"))
    return redenen


def _tegen(beeld: Beeld, p: str, einde: date | None, punten: Punten) -> list[Reden]:
    redenen = []
    bandbreedte = beeld.dienst.bandbreedte(p, beeld.t)
    if bandbreedte is not None and p in beeld.personen:
        deel = beeld.personen[p].regielast_elders / bandbreedte
        if deel > 0.7:
            redenen.append(Reden(punten.vol * (deel - 0.7) / 0.3, "vol" if deel >= 1 else "bijna vol"))
    if einde is not None and (einde - beeld.t).days <= beeld.drempels.vertrek_min_dagen:
        redenen.append(Reden(punten.vertrekt, f"vertrekt op {datum_lang(einde)}"))
    return redenen
