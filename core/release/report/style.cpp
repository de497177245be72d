#include "core/release/report/style.hpp"

#include "core/hash.hpp"

namespace pilotage::release::report {
namespace {

// Colours: UK Government Analysis Function (dark blue, turquoise, dark pink, and its focus palette); the dark ones are
// lighter tints of these. Tests hold the contrast of each against its background.
constexpr std::string_view sheet = R"css(
:root {
  --page: #ffffff; --text: #1d1d1f; --quiet: #50565c; --rule: #b4b9be; --faint: #e3e6e9;
  --link: #12436d; --pilot: #12436d; --host: #1b7c72; --comparison: #801650; --total: #3d3d3d; --band: #e2e2e2;
  --focus: #12436d; --draft: #801650;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #15181c; --text: #e9ebed; --quiet: #b3b9c0; --rule: #5d656d; --faint: #2c3238;
    --link: #8fc1ea; --pilot: #8fc1ea; --host: #5cd0c4; --comparison: #f29cc6; --total: #d2d5d8; --band: #3a4047;
    --focus: #ffd35c; --draft: #f29cc6;
  }
}
* { box-sizing: border-box; }
html { font-size: 106.25%; -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0 auto; padding: 0 1.25rem 4rem; max-width: 74rem; color: var(--text); background: var(--page);
  font-family: "Helvetica Neue", Helvetica, Arial, "Liberation Sans", system-ui, sans-serif;
  line-height: 1.5; font-variant-numeric: tabular-nums lining-nums; overflow-wrap: break-word;
}
h1, h2, h3, h4 { line-height: 1.2; text-wrap: balance; margin: 0; }
h1 { font-size: 2.25rem; letter-spacing: -0.015em; }
h2 { font-size: 1.7rem; letter-spacing: -0.01em; margin: 0 0 1rem; }
h3 { font-size: 1.25rem; margin: 2.25rem 0 0.6rem; }
h4 { font-size: 1.02rem; margin: 2.25rem 0 0.75rem; }
p { margin: 0 0 0.8rem; max-width: 70ch; }
ul, ol { margin: 0 0 0.8rem; padding-left: 1.25rem; max-width: 70ch; }
li { margin: 0 0 0.35rem; }
a { color: var(--link); text-underline-offset: 0.15em; text-decoration-thickness: 1px; }
a:hover { text-decoration-thickness: 2px; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
:target { background: var(--faint); }
section:target { background: none; }
code { font-family: ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace; font-size: 0.88em; overflow-wrap: anywhere; }
.skip { position: absolute; left: -99rem; padding: 0.6rem 1rem; background: var(--page); }
.skip:focus { left: 1rem; top: 0.5rem; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }

header { border-top: 0.5rem solid var(--pilot); padding: 1.75rem 0 0; }
.subtitle { font-size: 1.15rem; color: var(--quiet); margin: 0.4rem 0 1.1rem; }
.draft { color: var(--draft); border-left: 0.3rem solid var(--draft); padding-left: 0.8rem; }
.about { display: flex; flex-wrap: wrap; gap: 0.4rem 2.2rem; margin: 0; padding: 0.7rem 0; font-size: 0.88rem;
  border-top: 1px solid var(--rule); border-bottom: 1px solid var(--rule); }
.about div { display: flex; gap: 0.5rem; }
.about dt { color: var(--quiet); }
.about dd { margin: 0; font-weight: 600; }

main > section, nav { padding-top: 2.2rem; }
main > section + section, nav { margin-top: 3rem; border-top: 3px solid var(--pilot); padding-top: 1.4rem; }
main > section:first-child { padding-top: 1.6rem; }
.lead { font-size: 1.08rem; }
.cards { display: grid; grid-template-columns: repeat(3, minmax(0, 1fr)); gap: 2.2rem; margin: 1.2rem 0 0; font-size: 0.94rem; }
.card { border-top: 3px solid var(--pilot); padding-top: 0.7rem; }
.card h3 { margin: 0 0 0.6rem; }
.card ul { padding-left: 1.05rem; }
.key { font-size: 0.85rem; color: var(--quiet); max-width: none; }
.key-item { white-space: nowrap; margin-right: 1.4rem; }
.glyph { color: var(--pilot); }
.aside { color: var(--quiet); font-size: 0.88rem; }
nav ul { columns: 2; column-gap: 3rem; max-width: none; list-style: none; padding: 0; font-size: 0.92rem; }
nav ul ol { padding-left: 2rem; margin: 0.35rem 0 0; }
nav li { break-inside: avoid; }
nav ul > li:nth-child(2) { break-inside: auto; }

.measure { margin-top: 3.2rem; padding-top: 1.2rem; border-top: 1px solid var(--rule); }
h2 + .measure { margin-top: 0; padding-top: 0; border-top: 0; }
.measure > h3 { margin: 0 0 0.8rem; font-size: 1.4rem; }
.findings { padding-left: 1.1rem; border: 0; }
.facts { display: grid; gap: 0.3rem 0; margin: 0.8rem 0 1rem; font-size: 0.88rem; max-width: 88ch; }
.facts div { display: grid; grid-template-columns: 10rem minmax(0, 1fr); gap: 1rem; }
.facts dt { color: var(--quiet); }
.facts dd { margin: 0; }
.bare { font-size: 0.88rem; max-width: 88ch; }
.caveats { list-style: lower-alpha; font-size: 0.88rem; padding-left: 1.6rem; max-width: 88ch; }

.pair { display: grid; grid-template-columns: 24rem minmax(0, 1fr); gap: 2.2rem; align-items: start; }
.charts { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(20rem, 100%), 1fr)); gap: 1.6rem 2rem; margin: 0 0 1.4rem; align-items: end; }
.charts.small { grid-template-columns: repeat(auto-fill, minmax(min(14.5rem, 100%), 1fr)); gap: 1.4rem 1.4rem; }
figure { margin: 0; min-width: 0; break-inside: avoid; }
figcaption { font-size: 0.85rem; font-weight: 600; margin: 0 0 0.4rem; line-height: 1.3; }
svg { display: block; width: 100%; height: auto; max-width: 26rem; overflow: visible; }
.charts.small svg { max-width: 18rem; }
svg text { font-size: 12px; fill: var(--text); }
svg .mid { text-anchor: middle; }
svg .end { text-anchor: end; }
svg .k, svg .axis-title, svg .none { font-size: 11px; fill: var(--quiet); }
svg .none, svg .head { paint-order: stroke; stroke: var(--page); stroke-width: 4px; stroke-linejoin: round; }
svg .head { font-size: 11px; fill: var(--text); }
.g { stroke: var(--faint); stroke-width: 1; }
.axis, .rule { stroke: var(--rule); stroke-width: 1; }
.band { fill: var(--band); }
.ref { stroke: var(--comparison); stroke-width: 1.5; stroke-dasharray: 4 3; }
.zero, .mean { stroke: var(--total); stroke-width: 1.5; }
.limit { stroke: var(--quiet); stroke-width: 1.5; stroke-dasharray: 6 3; fill: none; }
.far { stroke-dasharray: 2 3; }
.break { stroke: var(--quiet); stroke-width: 1; stroke-dasharray: 3 3; }
.i { stroke-width: 2.5; }
.i.thin { stroke-width: 1.5; }
.i.u { stroke-dasharray: 3 3; }
.s { fill: none; stroke-width: 2; }
.s.c { stroke-dasharray: 5 3; stroke-width: 1.5; }
.i.p, .s.p { stroke: var(--pilot); } .i.h, .s.h { stroke: var(--host); } .i.c, .s.c { stroke: var(--comparison); } .i.t, .s.t { stroke: var(--total); }
.m { stroke-width: 2; }
.m.p { fill: var(--pilot); stroke: var(--pilot); } .m.h { fill: var(--host); stroke: var(--host); }
.m.c { fill: var(--comparison); stroke: var(--comparison); } .m.t { fill: var(--total); stroke: var(--total); }
.m.o { fill: var(--page); }
.ring { fill: none; stroke: var(--comparison); stroke-width: 2; }
.bar { fill: var(--pilot); stroke: var(--pilot); stroke-width: 1.5; }
.bar.o { fill: var(--band); }

.scroll { position: relative; overflow-x: auto; margin: 0 0 1.2rem; }
table { border-collapse: collapse; font-size: 0.85rem; line-height: 1.35; width: 100%; }
caption { text-align: left; font-weight: 600; padding: 0 0 0.5rem; }
caption span { display: block; position: sticky; left: 0; max-width: min(70ch, calc(100vw - 2rem)); }
th, td { text-align: left; vertical-align: baseline; padding: 0.36rem 0.7rem 0.36rem 0; border-bottom: 1px solid var(--faint); }
th:last-child, td:last-child { padding-right: 0; }
thead th { vertical-align: bottom; border-bottom: 2px solid var(--rule); font-weight: 600; }
tbody th { font-weight: 400; min-width: 8rem; }
.n { text-align: right; white-space: nowrap; padding-left: 0.5rem; }
thead .n { white-space: normal; }
.quiet { color: var(--quiet); }
.clear { font-weight: 600; }
.totals > * { border-top: 2px solid var(--rule); }
.under { display: block; font-size: 0.78rem; color: var(--quiet); white-space: nowrap; }
tbody th .under { white-space: normal; }
.glance th { min-width: 5.5rem; }
.glance tbody th { min-width: 16rem; }
.narrow { width: auto; }
.narrow th, .narrow td { padding-right: 2rem; }
.narrow thead .n { white-space: nowrap; }
.brief { white-space: nowrap; }
.signs div { grid-template-columns: 3rem minmax(0, 1fr); }
.hash { display: block; font-size: 0.72rem; min-width: 20rem; }

@media (max-width: 62rem) {
  .pair { grid-template-columns: minmax(0, 1fr); gap: 1rem; }
  .cards { grid-template-columns: minmax(0, 1fr); gap: 1.4rem; }
}
@media (max-width: 40rem) {
  html { font-size: 100%; }
  body { padding: 0 1rem 3rem; }
  h1 { font-size: 1.75rem; }
  nav ul { columns: 1; }
  .facts div { grid-template-columns: minmax(0, 1fr); gap: 0; }
  .facts { gap: 0.6rem 0; }
  .glance tbody th { min-width: 11rem; }
  .narrow th, .narrow td { padding-right: 1rem; }
  tbody th { min-width: 7rem; }
}
@page { size: A4; margin: 16mm 15mm 18mm; }
@media print {
  :root {
    --page: #ffffff; --text: #000000; --quiet: #3d3d3d; --rule: #8a8f94; --faint: #d5d8db; --link: #12436d;
    --pilot: #12436d; --host: #1b7c72; --comparison: #801650; --total: #3d3d3d; --band: #e2e2e2;
  }
  html { font-size: 9.5pt; }
  body { padding: 0; max-width: none; }
  .skip { display: none; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  h2, h3, h4, figcaption, caption, .key { break-after: avoid; }
  tr, figure, .card, .facts div, li { break-inside: avoid; }
  .scroll { overflow: visible; break-inside: avoid; }
  caption span { max-width: none; }
  table { font-size: 7.5pt; }
  .parts { font-size: 6pt; }
  .parts .under { font-size: 5.5pt; }
  .n, .under { white-space: normal; }
  tbody th { min-width: 0; }
  svg { max-width: 22rem; }
  .measure { break-before: auto; }
}
)css";

} // namespace

std::string base64_of_hex(std::string_view hex) {
    static constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    unsigned bits = 0, count = 0;
    for (const char c : hex) {
        bits = bits * 16 + static_cast<unsigned>(c <= '9' ? c - '0' : c - 'a' + 10);
        if ((count += 4) < 6) continue;
        count -= 6;
        out += letters[(bits >> count) & 63];
        bits &= (1U << count) - 1;
    }
    if (count > 0) out += letters[(bits << (6 - count)) & 63];
    while (out.size() % 4 != 0) out += '=';
    return out;
}

std::string_view style_sheet() {
    return sheet;
}

std::string style_hash() {
    return "sha256-" + base64_of_hex(sha256_bytes(sheet));
}

} // namespace pilotage::release::report
