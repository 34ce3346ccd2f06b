/** Colours have a contrast of at least 4.5 to 1 in both schemes; none of them is the only sign of anything. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --page: #ffffff; --card: #f6f7f9; --line: #c5cad3; --text: #1b1f27; --aside: #4d5564; --link: #0b57b0;
  --fail: #a4161a; --cannotTell: #7a4a00; --acknowledged: #4b3b9b; --pass: #17633a; --notApplicable: #4d5564;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #14171d; --card: #1d222b; --line: #49515f; --text: #e7eaf0; --aside: #b0b8c6; --link: #8cbcff;
    --fail: #ff9a94; --cannotTell: #f2c063; --acknowledged: #c3b5ff; --pass: #83d6a4; --notApplicable: #b0b8c6;
  }
}
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1rem; max-width: 76rem; background: var(--page); color: var(--text); font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { margin: 0; font-size: 1.7rem; line-height: 1.2; }
h2 { margin: 2.2rem 0 0.5rem; font-size: 1.3rem; border-bottom: 1px solid var(--line); }
h3 { margin: 0 0 0.5rem; font-size: 1rem; }
p { margin: 0.4rem 0; }
a { color: var(--link); }
a:focus-visible, summary:focus-visible, select:focus-visible, .scroll:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
code { font: 0.92em ui-monospace, monospace; unicode-bidi: isolate; }
dd, li, option, .aside { unicode-bidi: isolate; }
.count, .aside { color: var(--aside); font-size: 0.9rem; font-weight: normal; }
.unseen, details caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: 0.75rem; margin: 1rem 0; padding: 0; list-style: none; }
.tile { display: block; padding: 0.75rem; border: 1px solid var(--line); border-radius: 6px; background: var(--card); color: var(--text); text-decoration: none; }
.figure { display: block; font-size: 2rem; line-height: 1.1; font-variant-numeric: tabular-nums; }
.badge { font-weight: 600; overflow-wrap: normal; }
.badge.fail { color: var(--fail); }
.badge.cannotTell { color: var(--cannotTell); }
.badge.acknowledged { color: var(--acknowledged); }
.badge.pass { color: var(--pass); }
.badge.notApplicable { color: var(--notApplicable); }
.filters { display: flex; flex-wrap: wrap; gap: 0 1.5rem; align-items: baseline; margin-top: 1.5rem; }
select { max-width: 100%; padding: 0.25rem; font: inherit; color: inherit; background: var(--card); border: 1px solid var(--aside); border-radius: 4px; }
.filters > p { min-width: 0; max-width: 100%; }
label { display: inline-block; max-width: 100%; }
.card { margin: 0.75rem 0; padding: 0.75rem 1rem; border: 1px solid var(--line); border-left: 6px solid var(--line); border-radius: 6px; background: var(--card); break-inside: avoid; }
.card.fail { border-left-color: var(--fail); }
.card.cannotTell { border-left: 6px dashed var(--cannotTell); }
.card.acknowledged { border-left: 6px double var(--acknowledged); }
dl { margin: 0; }
dl > div { display: grid; grid-template-columns: 9rem 1fr; gap: 0 1rem; padding: 0.15rem 0; }
dt { color: var(--aside); }
dd { margin: 0; min-width: 0; }
.scroll { margin: 0.75rem 0; overflow-x: auto; }
table { width: 100%; border-collapse: collapse; overflow-wrap: normal; }
caption { padding: 0.25rem 0; text-align: left; font-weight: 600; }
th, td { padding: 0.3rem 0.6rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
thead th { background: var(--card); }
tbody th { font-weight: normal; }
table code { overflow-wrap: anywhere; }
th:has(code), td:has(code) { min-width: 10rem; }
td ul { margin: 0; padding: 0; list-style: none; }
th.number, td.number { text-align: right; font-variant-numeric: tabular-nums; }
details { margin: 0.5rem 0; }
summary { cursor: pointer; padding: 0.25rem 0; font-weight: 600; }
@media (max-width: 40rem) { dl > div { grid-template-columns: 1fr; } dt { font-size: 0.85rem; } }
@media print {
  :root {
    --page: #ffffff; --card: #ffffff; --line: #767d8a; --text: #000000; --aside: #333944; --link: #000000;
    --fail: #a4161a; --cannotTell: #7a4a00; --acknowledged: #4b3b9b; --pass: #17633a; --notApplicable: #333944;
  }
  body { max-width: none; padding: 0; font-size: 0.8rem; }
  .filters { display: none; }
  .scroll { overflow: visible; }
  table { overflow-wrap: anywhere; }
  details::details-content { content-visibility: visible; display: block; height: auto; }
  a[href^="https"]::after { content: " (" attr(href) ")"; }
}
`;
