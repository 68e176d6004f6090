"""The fixed picture of one casus as SVG: every domain has one place, the missing link is always the same gap.

Plain string building, no dependency; the same Beeld gives the same bytes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from budget.basis.klok import MAANDEN, datum_lang
from engine.netwerk.beeld import Actor, Beeld
from engine.netwerk.begrippen import Bevinding, Domein, Kaart, Onderwerp
from engine.netwerk.plaat_paneel import BRUIN, GRIJS, PIJLREGELS, ROOD, ZWART, Pijl, paneel, zichtbaar
from engine.netwerk.plaat_plekken import (
    BREED,
    HOOG,
    KLEUREN,
    PANEEL,
    REGIE,
    TINTEN,
    TITELS,
    VAKKEN,
    Boog,
    Punt,
    Vak,
    bundel,
    kaartvak,
    lijnpad,
    pijlboog,
    plaatsen,
)
from engine.netwerk.plaat_tekst import LETTERTYPE, breedte, kort, tekst, veilig
from engine.netwerk.rijen import Betrokken, WijstNaar
from engine.netwerk.teksten import Schrijver, opsomming

BUNDEL_VANAF = 15
"""From this number of lines on, one line per pair of domains is drawn instead."""
MATRIX_VANAF = 13
"""From this number of actors on, the matrix is the first view after the cards."""
_PIJLEN = 9
_GROEN = "#00694B"


@dataclass(frozen=True, slots=True)
class _Figuur:
    """Somebody on the picture: active, or still on the list although out of service."""

    id: str
    domein: Domein
    organisatie: str | None
    weg: bool
    vak: Vak | None


def eerst_matrix(beeld: Beeld) -> bool:
    """Say whether there are so many actors that a matrix reads better than the picture."""
    return len(beeld.actoren) >= MATRIX_VANAF


def plaat(
    beeld: Beeld,
    bevindingen: Sequence[Bevinding],
    kaarten: Sequence[Kaart],
    *,
    namen: bool = True,
    gekozen: str | None = None,
) -> str:
    """Return the picture of a casus with its cards, 1280 x 720.

    namen: without names the picture shows functions and organisations, no quotes, and no findings about persons.
    gekozen: the actor whose single lines are drawn when there are too many for all.
    """
    s = beeld.schrijver(namen=namen)
    getoond = [b for b in bevindingen if zichtbaar(beeld, b, namen)]
    figuren = _figuren(beeld, bevindingen)
    lijnen = sorted(tuple(sorted(lijn)) for lijn in beeld.contact_met_gezin.edges)
    gebundeld = len(lijnen) >= BUNDEL_VANAF
    pijlen = _pijlen(beeld, [b for k in kaarten for b in k.regels if zichtbaar(beeld, b, namen)])
    vakken = [_vak(domein, figuren, s) for domein in VAKKEN]
    getekend = _bundels(beeld, lijnen, gebundeld) + _lijnen(figuren, lijnen, gebundeld, gekozen)
    delen = [
        *_kop(beeld, figuren),
        *([*getekend, *vakken] if gebundeld else [*vakken, *getekend]),
        *(_titel(domein, figuren, gebundeld) for domein in VAKKEN),
        *(_kaart(beeld, f, s) for f in figuren.values() if f.vak is not None),
        *_pijltekens(pijlen, figuren),
        *_gat(getoond),
        *_regieplaat(beeld, s),
        f'<rect x="{PANEEL.x}" y="{PANEEL.y}" width="{PANEEL.b}" height="{PANEEL.h}" rx="8" fill="#f7f7f7" '
        'stroke="#ccc"/>',
        *paneel(beeld, kaarten, pijlen, s),
        *_legenda(beeld, figuren, gebundeld, bool(pijlen), getoond, s),
    ]
    titel = f"Casus {beeld.rijen.casus.id} op {datum_lang(beeld.t)}"
    uitleg = " ".join([f"{_regietekst(beeld, s)[0]}.", *(b.tekst if namen else b.zaaltekst for b in getoond)])
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {BREED} {HOOG}" width="{BREED}" height="{HOOG}" '
            f'role="img" aria-labelledby="titel uitleg" font-family="{LETTERTYPE}">',
            f'<title id="titel">{veilig(titel)}</title>',
            f'<desc id="uitleg">{veilig(uitleg)}</desc>',
            f'<rect width="{BREED}" height="{HOOG}" fill="#fff"/>',
            *(deel for deel in delen if deel),
            "</svg>",
            "",
        ]
    )


# -- who stands where --------------------------------------------------------------------------------------------


def _figuren(beeld: Beeld, bevindingen: Sequence[Bevinding]) -> dict[str, _Figuur]:
    """Place everybody: in a full box those of a finding and with recent contact come first, in a fixed order."""
    genoemd = {lid for b in bevindingen for lid in b.betrokkenen}
    mensen = [*((a, False) for a in beeld.actoren.values()), *((a, True) for a in _vertrokken(beeld))]
    geplaatst: dict[str, _Figuur] = {}
    for domein in VAKKEN:
        hier = [(a, weg) for a, weg in mensen if a.domein is domein]
        voorrang = sorted(
            hier,
            key=lambda aw: (
                aw[1],
                aw[0].id not in genoemd,
                -beeld.laatste_contact.get(aw[0].id, aw[0].sinds).toordinal(),
                aw[0].id,
            ),
        )
        met_kaart = {a.id for a, _ in voorrang[: plaatsen(domein)]}
        plaats = 0
        # The order on the picture is that of arrival: a new contact moves no card.
        for a, weg in sorted(hier, key=lambda aw: (aw[0].sinds, aw[0].id)):
            vak = kaartvak(domein, plaats) if a.id in met_kaart else None
            plaats += vak is not None
            geplaatst[a.id] = _Figuur(a.id, domein, a.organisatie, weg, vak)
    for a, weg in mensen:
        if a.id not in geplaatst:
            geplaatst[a.id] = _Figuur(a.id, Domein.FINANCIER, a.organisatie, weg, None)
    return geplaatst


def _vertrokken(beeld: Beeld) -> list[Actor]:
    """Who is still on the list of participants and out of service."""
    weg: dict[str, Actor] = {}
    for rij in beeld.geldige(Betrokken):
        if rij.van in beeld.actoren or rij.van in beeld.organisaties or rij.van in weg:
            continue
        organisatie = rij.organisatie or beeld.dienst.organisatie_van(rij.van, beeld.t)
        domein = rij.domein or (beeld.organisaties[organisatie].domein if organisatie in beeld.organisaties else None)
        weg[rij.van] = Actor(rij.van, domein, organisatie, rij.geldig_van or beeld.rijen.casus.start, rij)
    return list(weg.values())


# -- boxes and cards ---------------------------------------------------------------------------------------------


def _kop(beeld: Beeld, figuren: dict[str, _Figuur]) -> list[str]:
    kop = kort(f"Casus {beeld.rijen.casus.id}", 560, 26, vet=True)
    weken = max(0, beeld.dagen(beeld.rijen.casus.start) // 7)
    sinds = f"loopt {weken} {'week' if weken == 1 else 'weken'}"
    onder = f"peildatum {datum_lang(beeld.t)} · {sinds} · {len(figuren)} betrokkenen"
    return [
        tekst(24, 40, kop, 26, ZWART, vet=True),
        tekst(24 + breedte(kop, 26, vet=True) + 18, 40, onder, 17, GRIJS),
    ]


def _van_domein(figuren: dict[str, _Figuur], domein: Domein) -> list[_Figuur]:
    return [f for f in figuren.values() if f.domein is domein]


def _vak(domein: Domein, figuren: dict[str, _Figuur], s: Schrijver) -> str:
    vak, hier = VAKKEN[domein], _van_domein(figuren, domein)
    rand = f'x="{vak.x}" y="{vak.y}" width="{vak.b}" height="{vak.h}" rx="8"'
    if not hier:
        leeg = tekst(vak.x + 10, vak.y + 44, "niet vastgelegd als betrokken", 13, GRIJS)
        return f'<rect {rand} fill="#fff" stroke="{GRIJS}" stroke-dasharray="4 3"/>{leeg}'
    doos = f'<rect {rand} fill="{TINTEN[domein]}" stroke="{KLEUREN[domein]}" stroke-width="2"/>'
    over = [s.naam(f.id) for f in hier if f.vak is None]
    if not over or domein is Domein.GEZIN:
        return doos
    namen = kort(f"+ {len(over)}: {', '.join(over)}", vak.b - 20, 12)
    return doos + tekst(vak.x + 10, vak.y + vak.h - 10, namen, 12, ZWART)


def _titel(domein: Domein, figuren: dict[str, _Figuur], gebundeld: bool) -> str:
    vak, hier = VAKKEN[domein], _van_domein(figuren, domein)
    telling = gebundeld or any(f.vak is None for f in hier)
    titel = f"{TITELS[domein]} ({len(hier)})" if telling and hier else TITELS[domein]
    return tekst(vak.x + 10, vak.y + 19, titel, 14.5, KLEUREN[domein] if hier else GRIJS, vet=True, halo=True)


def _kaart(beeld: Beeld, f: _Figuur, s: Schrijver) -> str:
    vak = f.vak
    if vak is None:
        return ""
    streep = ' stroke-dasharray="4 3"' if f.weg else ""
    delen = [
        f'<rect x="{vak.x:g}" y="{vak.y:g}" width="{vak.b:g}" height="{vak.h:g}" rx="6" fill="#fff" '
        f'stroke="{GRIJS if f.weg else KLEUREN[f.domein]}" stroke-width="1.4"{streep}/>'
    ]
    dagen, stil = _sinds(beeld, f)
    alarm = stil and s.namen
    kant = f"! {dagen}" if alarm else dagen
    delen.append(tekst(vak.x + vak.b - 8, vak.y + 17, kant, 12, ROOD if alarm else GRIJS, vet=alarm, plek="end"))
    ruimte = vak.b - 16
    boven = ruimte - breedte(kant, 12, vet=alarm) - 8
    regels = _opschrift(beeld, f, s)
    delen.append(
        tekst(vak.x + 8, vak.y + 18, kort(regels[0], boven, 15, vet=True), 15, GRIJS if f.weg else ZWART, vet=True)
    )
    for i, regel in enumerate(regels[1:]):
        delen.append(tekst(vak.x + 8, vak.y + 32 + 13 * i, kort(regel, ruimte, 12), 12, ZWART if i == 0 else GRIJS))
    return "".join(delen)


def _opschrift(beeld: Beeld, f: _Figuur, s: Schrijver) -> list[str]:
    organisatie = s.organisatie(f.organisatie) if f.organisatie is not None else "gezin"
    functie = beeld.functie(f.id)
    if f.id in beeld.organisaties:
        return [organisatie, "naam nog niet bekend"]
    if s.namen:
        naam = f"{s.naam(f.id)} (vertrokken)" if f.weg else s.naam(f.id)
        return [naam, *([functie] if functie else []), organisatie]
    rol = functie or ("gezinslid" if f.organisatie is None else "medewerker")
    return [f"{rol} (vertrokken)" if f.weg else rol, organisatie]


def _sinds(beeld: Beeld, f: _Figuur) -> tuple[str, bool]:
    laatste = beeld.laatste_contact.get(f.id)
    if laatste is None:
        return "geen contact", False
    dagen = beeld.dagen(laatste)
    return f"{dagen} {'dag' if dagen == 1 else 'dgn'}", dagen > beeld.drempels.stil_dagen


# -- lines, gap and arrows ---------------------------------------------------------------------------------------


def _bundels(beeld: Beeld, lijnen: Sequence[tuple[str, ...]], gebundeld: bool) -> list[str]:
    if not gebundeld:
        return []
    domeinen = [[beeld.actoren[a].domein for a in lijn] for lijn in lijnen]
    telling = Counter(frozenset(paar) for paar in domeinen)
    getekend = []
    for een, ander in combinations(VAKKEN, 2):
        aantal = telling.get(frozenset({een, ander}), 0)
        if aantal:
            (x1, y1), (x2, y2) = bundel(een, ander)
            dik = min(1.2 + 1.3 * aantal, 16)
            getekend.append(
                f'<path d="M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}" stroke="#999" stroke-width="{dik:.1f}" fill="none"/>'
            )
    return getekend


def _lijnen(
    figuren: dict[str, _Figuur], lijnen: Sequence[tuple[str, ...]], gebundeld: bool, gekozen: str | None
) -> list[str]:
    getekend = []
    for een, ander in lijnen:
        if gebundeld and gekozen not in (een, ander):
            continue
        a, b = _plek(figuren.get(een)), _plek(figuren.get(ander))
        if a is not None and b is not None and a != b:
            getekend.append(f'<path d="{lijnpad(a, b)}" stroke="#888" stroke-width="2.2" fill="none"/>')
    return getekend


def _plek(f: _Figuur | None) -> Vak | None:
    """Return the card, or for somebody without a card the lower edge of the box."""
    if f is None:
        return None
    if f.vak is not None:
        return f.vak
    vak = VAKKEN.get(f.domein)
    return Vak(vak.x + 8, vak.y + vak.h - 20, vak.b - 16, 12) if vak else None


def _gat(getoond: Sequence[Bevinding]) -> list[str]:
    los = next((b for b in getoond if b.naam == "onderwijs_jeugdhulp_los"), None)
    if los is None:
        return []
    kleur = ROOD if los.ernst == 3 else BRUIN
    return [
        f'<path d="M282 455L345 470M565 470L628 455" stroke="{kleur}" stroke-width="3.2" stroke-dasharray="3.5 7" '
        'fill="none"/>',
        f'<rect x="340" y="464" width="230" height="27" rx="5" fill="#fff" stroke="{kleur}"/>',
        tekst(455, 483, "geen contact vastgelegd", 14.5, kleur, vet=True, plek="middle"),
    ]


def _pijlen(beeld: Beeld, getoond: Sequence[Bevinding]) -> list[Pijl]:
    """The arrows of the findings on the cards that are about pointing, at most nine."""
    bewijs = {ident for b in getoond if b.naam in PIJLREGELS for ident in b.bewijs}
    gevonden: dict[tuple[str, str, str], list[WijstNaar]] = {}
    for onderwerp in Onderwerp:
        rijen = sorted(beeld.pijlen(onderwerp), key=lambda p: (p[2].geldig_van or beeld.t, p[0], p[1], p[2].citaat))
        for van, naar, rij in rijen:
            if rij.id in bewijs:
                gevonden.setdefault((onderwerp, van, naar), []).append(rij)
    return [
        Pijl(nummer, van, naar, next((r.citaat for r in rijen if r.citaat), ""), frozenset(r.id for r in rijen))
        for nummer, ((_, van, naar), rijen) in enumerate(list(gevonden.items())[:_PIJLEN], start=1)
    ]


def _pijltekens(pijlen: Sequence[Pijl], figuren: dict[str, _Figuur]) -> list[str]:
    banen, bollen = [], []
    gezet: list[Punt] = []
    paren: Counter[frozenset[str]] = Counter()
    for pijl in pijlen:
        a, b = _plek_van(pijl.van, figuren), _plek_van(pijl.naar, figuren)
        if a is None or b is None or a == b:
            continue
        boog = pijlboog(a, b, paren[frozenset((pijl.van, pijl.naar))])
        paren[frozenset((pijl.van, pijl.naar))] += 1
        banen.append(f'<path d="{boog.pad}" stroke="{ROOD}" stroke-width="3.4" fill="none"/>')
        banen.append(f'<path d="{boog.punt_van_pijl}" fill="{ROOD}"/>')
        x, y = max(
            (boog.punt(deel) for deel in (0.5, 0.32, 0.68)), key=lambda p: min([_vrij(p, q) for q in gezet] or [0])
        )
        gezet.append((x, y))
        bollen.append(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="13" fill="{ROOD}"/>'
            + tekst(round(x, 1), round(y + 5.2, 1), str(pijl.nummer), 15, "#fff", vet=True, plek="middle")
        )
    return [*banen, *bollen]


def _vrij(een: Punt, ander: Punt) -> float:
    """How far apart two numbers stand; far enough is far enough, so that the middle of an arrow is preferred."""
    return min(float(abs(een[0] - ander[0]) + abs(een[1] - ander[1])), 40.0)


def _plek_van(organisatie: str, figuren: dict[str, _Figuur]) -> Vak | None:
    hier = sorted((f for f in figuren.values() if f.organisatie == organisatie), key=lambda f: (f.vak is None, f.id))
    return _plek(hier[0]) if hier else None


# -- regie and legend --------------------------------------------------------------------------------------------


def _regietekst(beeld: Beeld, s: Schrijver) -> tuple[str, str]:
    """What the plate says: who holds the regie, and since when or why not."""
    if beeld.bezetting == "regisseur":
        houders = beeld.regisseurs.values()
        sinds = datum_lang(min(h.sinds for h in houders))
        betwist = " · betwist" if beeld.log.betwistingen else ""
        namen = opsomming(s.naam(h.persoon) for h in houders)
        return f"REGIE: {namen}", f"aanvaard {sinds}{betwist}"
    if beeld.bezetting == "waarneming":
        return f"REGIE: {s.lijst(beeld.waarnemers.values())}", f"neemt waar voor {s.lijst(beeld.waarnemers)}"
    if beeld.bezetting == "wettelijk":
        return f"REGIE: {s.lijst(beeld.uitvoerders_maatregel)}", "op grond van een maatregel"
    if beeld.bezetting == "gezin":
        return "REGIE: het gezin zelf", "met een vast gezicht"
    return "REGIE: geen vastgelegd", _waarom_geen(beeld, s)


def _waarom_geen(beeld: Beeld, s: Schrijver) -> str:
    if beeld.log.vragen:
        p, vraag = min(beeld.log.vragen.items(), key=lambda pv: (pv[1].datum, pv[0]))
        dagen = beeld.dagen(vraag.datum)
        geleden = f"{dagen} {'dag' if dagen == 1 else 'dagen'} geleden"
        return f"gevraagd: {s.naam(p)}, {geleden}" if s.namen else f"gevraagd, {geleden}"
    if beeld.eindes:
        p, einde = max(beeld.eindes.items(), key=lambda pe: (pe[1].datum, pe[0]))
        dienst = " (uit dienst)" if einde.uit_dienst and s.namen else ""
        jaar = f" {einde.datum.year}" if einde.datum.year != beeld.t.year else ""
        van = f"van {s.naam(p)}, eindigde" if s.namen else "eindigde"
        return f"{van} {einde.datum.day} {MAANDEN[einde.datum.month - 1]}{jaar}{dienst}"
    return "een aanvaarding is niet vastgelegd"


def _regieplaat(beeld: Beeld, s: Schrijver) -> list[str]:
    kleur, streep = (_GROEN, "") if beeld.bezet else (ROOD, ' stroke-dasharray="8 5"')
    boven, onder = _regietekst(beeld, s)
    ruimte = REGIE.b - 20
    return [
        f'<rect x="{REGIE.x}" y="{REGIE.y}" width="{REGIE.b}" height="{REGIE.h}" rx="6" fill="#fff" stroke="{kleur}" '
        f'stroke-width="3"{streep}/>',
        tekst(455, 76, kort(boven, ruimte, 17, vet=True), 17, kleur, vet=True, plek="middle"),
        tekst(455, 94, kort(onder, ruimte, 13), 13, ZWART, plek="middle"),
    ]


def _legenda(
    beeld: Beeld,
    figuren: dict[str, _Figuur],
    gebundeld: bool,
    pijlen: bool,
    getoond: Sequence[Bevinding],
    s: Schrijver,
) -> list[str]:
    y = 693
    dikte = " (dikte = aantal)" if gebundeld else ""
    delen = [
        f'<path d="M24 {y - 4}H64" stroke="#888" stroke-width="2.4"/>',
        tekst(72, y, f"contact vastgelegd{dikte}", 12.5, ZWART),
    ]
    if pijlen:
        boog = Boog((320, y - 4), (340, y - 4), (358, y - 4))
        delen.append(f'<path d="{boog.pad}" stroke="{ROOD}" stroke-width="3.4"/>')
        delen.append(f'<path d="{boog.punt_van_pijl}" fill="{ROOD}"/>')
        delen.append(tekst(368, y, "wijst naar", 12.5, ZWART))
    delen.append(tekst(470, y, "“9 dgn” = dagen sinds laatste contact", 12.5, ZWART))
    op = beeld.rijen.casus.actorenlijst_bevestigd_op
    lijst = f"lijst bevestigd {datum_lang(op)}" if op else "lijst nog niet bevestigd"
    delen.append(tekst(908, y, lijst, 12.5, ZWART))
    rest = [s.naam(f.id) for f in figuren.values() if f.domein is Domein.FINANCIER]
    if rest:
        delen.append(tekst(24, 669, kort(f"Financier en anderen: {', '.join(rest)}", 860, 12.5), 12.5, ZWART))
    return delen
