/** How the page looks: by light and by dark, on narrow screens and on paper. */
export const style = /* css */ `
:root {
  color-scheme: light dark;
  --page: light-dark(#f4f6f9, #0e131a);
  --panel: light-dark(#ffffff, #161d27);
  --sunken: light-dark(#f7f9fb, #10161e);
  --text: light-dark(#1b2430, #e3e9f1);
  --muted: light-dark(#586476, #98a5b6);
  --edge: light-dark(#dde3ea, #2a3543);
  --accent: light-dark(#0a63c2, #6cb2ff);
  --gone: light-dark(#cf222e, #ff7b72);
  --good: light-dark(#1a7f37, #57d17b);
  --critical: light-dark(#8a1fa8, #dd9bf5);
  --high: light-dark(#c3282b, #ff8f88);
  --medium: light-dark(#945c00, #f3bb55);
  --low: light-dark(#1763b8, #84b9f8);
  --info: light-dark(#556170, #a9b6c5);
  --mono: ui-monospace, SFMono-Regular, 'Cascadia Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace;
  font: 15px/1.55 system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'DejaVu Sans', sans-serif;
}
[data-theme='light'] { color-scheme: light; }
[data-theme='dark'] { color-scheme: dark; }
* { box-sizing: border-box; }
[hidden] { display: none !important; }
body { margin: 0; background: var(--page); color: var(--text); overflow-wrap: anywhere; }
header, main, footer { max-width: 1080px; margin: 0 auto; padding: 0 20px; }
a { color: var(--accent); text-decoration: none; }
a:hover { text-decoration: underline; }
code, .address, .rule, .number, .request td { font-family: var(--mono); font-size: 0.87em; }
button, select, input { font: inherit; color: inherit; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
.critical { --tone: var(--critical); }
.high { --tone: var(--high); }
.medium { --tone: var(--medium); }
.low { --tone: var(--low); }
.info { --tone: var(--info); }

header { padding-top: 22px; }
.brand { display: flex; align-items: center; gap: 10px; font-weight: 650; letter-spacing: 0.01em; }
.brand svg { width: 26px; height: 26px; color: var(--accent); }
.brand button { margin-left: auto; }
h1 { margin: 20px 0 2px; font-size: 30px; line-height: 1.2; letter-spacing: -0.015em; }
h2 { margin: 34px 0 10px; font-size: 19px; }
.sum { margin: 0; color: var(--muted); }
.bar { display: block; width: 100%; height: 8px; margin-top: 16px; border-radius: 4px; background: var(--edge); }
.bar rect { fill: var(--tone); }
.bar .medium { --tone: light-dark(#dc960f, #f3bb55); }
.alert { margin: 18px 0 0; padding: 12px 16px; border: 1px solid var(--high); border-radius: 10px;
  background: color-mix(in srgb, var(--high) 9%, var(--panel)); }
.alert h2 { margin: 0; font-size: 15px; color: var(--high); }
.alert ul { margin: 6px 0 0; padding-left: 20px; }

.tools { position: sticky; top: 0; z-index: 2; margin: 20px -20px 0; padding: 12px 20px; background: var(--page);
  border-bottom: 1px solid var(--edge); }
.row { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; }
.row + .row { margin-top: 8px; }
.row > .count { margin-left: auto; color: var(--muted); font-variant-numeric: tabular-nums; }
input[type='search'] { flex: 1 1 220px; min-width: 0; }
select { flex: 0 1 190px; min-width: 0; text-overflow: ellipsis; }
input, select, button { height: 34px; padding: 0 11px; border: 1px solid var(--edge); border-radius: 8px;
  background: var(--panel); }
button { cursor: pointer; font-weight: 400; }
button:hover, select:hover, input:hover { border-color: var(--muted); }
.chip { border-radius: 17px; color: var(--tone); font-weight: 600; }
.chip b { margin-left: 5px; font-weight: 500; font-variant-numeric: tabular-nums; }
.chip[aria-pressed='true'] { background: var(--tone); border-color: var(--tone); color: var(--panel); }

.file > h2 { display: flex; align-items: baseline; gap: 10px; margin: 28px 0 8px; font: 600 15px/1.4 var(--mono); }
.file > h2 .count { padding: 0 8px; border-radius: 9px; color: var(--muted); background: var(--edge);
  font: 12.5px/1.5 system-ui, sans-serif; white-space: nowrap; }
.finding, .about { margin: 0 0 8px; border: 1px solid var(--edge); border-radius: 10px; background: var(--panel);
  content-visibility: auto; contain-intrinsic-size: auto 76px; scroll-margin-top: 130px; }
.finding > summary { display: grid; grid-template-columns: 74px 1fr; column-gap: 12px; padding: 11px 16px 11px 14px;
  cursor: pointer; list-style: none; border-radius: 10px; scroll-margin-top: 130px; }
.finding > summary::-webkit-details-marker { display: none; }
.finding > summary:focus-visible { outline-offset: -2px; border-radius: 10px; }
.finding > summary:hover { background: var(--sunken); }
.finding > summary > * { grid-column: 2; }
.badge { grid-column: 1 !important; grid-row: 1; align-self: start; padding: 1px 0; border-radius: 6px;
  font-size: 12.5px; font-weight: 650; text-align: center; color: var(--tone);
  background: color-mix(in srgb, var(--tone) 13%, transparent); }
.message { grid-row: 1; font-weight: 600; }
.when { color: var(--medium); font-size: 14px; }
.tag { justify-self: start; padding: 0 8px; border: 1px dashed var(--muted); border-radius: 6px; font-size: 12.5px;
  color: var(--muted); }
.what { display: flex; flex-wrap: wrap; gap: 2px 14px; align-items: baseline; color: var(--muted);
  font-size: 13.5px; }
.what .rule { color: inherit; }
.details { padding: 2px 16px 14px 100px; }
.place { margin: 8px 0 4px; color: var(--muted); font-size: 13.5px; }
.code { margin: 6px 0 10px; padding: 8px 0; overflow-x: auto; border: 1px solid var(--edge); border-radius: 8px;
  background: var(--sunken); font: 13px/1.6 var(--mono); tab-size: 4; overflow-wrap: normal; }
.line { display: block; width: max-content; min-width: 100%; padding-right: 14px; white-space: pre; }
.number { display: inline-block; width: 52px; margin-right: 14px; padding-right: 10px; color: var(--muted);
  text-align: right; border-right: 1px solid var(--edge); font-size: 1em; user-select: none; }
.goes { background: color-mix(in srgb, var(--gone) 12%, transparent); }
.comes { background: color-mix(in srgb, var(--good) 13%, transparent); }
.here { background: color-mix(in srgb, var(--accent) 7%, transparent); }
mark { color: inherit; background: color-mix(in srgb, var(--accent) 24%, transparent); border-radius: 3px;
  box-shadow: 0 2px 0 var(--accent); }
dl { margin: 0; }
dl > div { display: grid; grid-template-columns: 92px 1fr; column-gap: 12px; padding: 3px 0; }
dt { color: var(--muted); }
dd { margin: 0; }
.request { margin: 6px 0 2px; border-collapse: collapse; }
.request th, .request td { padding: 1px 14px 1px 0; text-align: left; vertical-align: top; font-weight: 400; }
.request th { color: var(--muted); font-size: 13.5px; white-space: nowrap; }
.note p { margin: 10px 0 0; }
.none { padding: 40px 0; text-align: center; color: var(--muted); }
.clean { margin: 30px 0; padding: 44px 20px; text-align: center; border: 1px solid var(--edge); border-radius: 12px;
  background: var(--panel); font-size: 17px; }
.good::before { content: ''; display: block; width: 30px; height: 15px; margin: 0 auto 22px; rotate: -45deg;
  border: solid light-dark(#1a7f4b, #5fd39a); border-width: 0 0 4px 4px; }
.about > summary { padding: 9px 16px; cursor: pointer; }
.about > div { padding: 0 16px 12px; }
.about p { margin: 4px 0 8px; }
.about ul, .remarks { margin: 4px 0; padding-left: 20px; }
.picture { overflow: auto; max-height: 560px; padding: 14px; border: 1px solid var(--edge); border-radius: 12px; background: var(--panel); }
.picture svg { display: block; max-width: 100%; height: auto; margin: 0 auto; }
footer { margin-top: 44px; padding-top: 16px; padding-bottom: 40px; color: var(--muted); font-size: 13.5px; }
kbd { padding: 0 5px; border: 1px solid var(--edge); border-radius: 4px; background: var(--panel);
  font: 12px var(--mono); }

@media (max-width: 640px) {
  header, main, footer { padding-left: 14px; padding-right: 14px; }
  .tools { position: static; margin: 16px -14px 0; padding: 10px 14px; }
  h1 { font-size: 25px; }
  select { flex: 1 1 100%; }
  .finding > summary { display: block; }
  .finding > summary > * { display: block; }
  .finding > summary > .what { display: flex; }
  .badge, .tag { display: inline-block !important; padding: 0 10px; margin-bottom: 3px; }
  .details { padding-left: 14px; padding-right: 14px; }
  dl > div { display: block; padding: 4px 0; }
  .number { width: 40px; margin-right: 8px; }
  .picture { max-height: 60vh; }
  .picture svg { min-width: 640px; }
}
@media print {
  :root { color-scheme: light; font-size: 11px; --page: #fff; }
  .tools, .brand button, footer .keys { display: none; }
  .finding, .about { content-visibility: visible; break-inside: avoid; }
  .line { white-space: pre-wrap; width: auto; }
  .picture { max-height: none; }
}
@media (prefers-reduced-motion: no-preference) {
  html { scroll-behavior: smooth; }
}
`
