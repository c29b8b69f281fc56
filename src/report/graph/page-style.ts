/** How the page around the picture looks: by light and by dark, on wide screens and on narrow ones. */
export const pageStyle = /* css */ `
:root {
  color-scheme: light dark;
  --page: light-dark(#f5f7fa, #0e131a);
  --panel: light-dark(#ffffff, #161d27);
  --text: light-dark(#1b2430, #e3e9f1);
  --muted: light-dark(#586476, #98a5b6);
  --edge: light-dark(#dde3ea, #2a3543);
  --accent: light-dark(#0a63c2, #6cb2ff);
  --alarm: light-dark(#c3282b, #ff8f88);
  font: 15px/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'DejaVu Sans', sans-serif;
}
* { box-sizing: border-box; }
[hidden] { display: none !important; }
body { margin: 0; height: 100vh; display: flex; flex-direction: column; background: var(--page); color: var(--text); }
button, select, input { font: inherit; color: inherit; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
header { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 20px; padding: 10px 16px;
  background: var(--panel); border-bottom: 1px solid var(--edge); }
h1 { margin: 0; font-size: 18px; }
h1 span { margin-left: 6px; font-size: 14px; font-weight: 400; color: var(--muted); }
.tools { display: flex; flex-wrap: wrap; flex: 1; align-items: center; gap: 7px; font-size: 14px; }
.tools input[type='search'] { width: 180px; }
.tools > input, select, .tools button { height: 32px; padding: 0 10px; border: 1px solid var(--edge); border-radius: 8px;
  background: var(--page); }
select { max-width: 260px; }
button { cursor: pointer; }
.tools button:hover, select:hover, .tools > input:hover { border-color: var(--muted); }
.check { display: flex; align-items: center; gap: 5px; padding: 0 6px; }
.chip { display: flex; align-items: center; gap: 6px; border-radius: 16px !important; font-size: 13px; }
.chip svg { width: 22px; height: 10px; fill: none; stroke: currentColor; stroke-width: 1.6; }
.chip .head { fill: currentColor; }
.chip[aria-pressed='false'] { color: var(--muted); text-decoration: line-through; opacity: 0.7; }
.logs-to { --tone: light-dark(#64748b, #94a3b8); }
.delivers-to { --tone: light-dark(#8a6414, #d9ae5b); }
.replicates-to { --tone: light-dark(#6d3fc4, #b79bff); }
.notifies { --tone: light-dark(#b3470f, #ff9d66); }
.served-by { --tone: light-dark(#15803d, #5dd18a); }
.access-point-of { --tone: light-dark(#0e7490, #4cc3dd); }
.chip svg { color: var(--tone); }
.zoom { display: flex; gap: 4px; margin-left: auto; }
main { flex: 1; min-height: 0; display: grid; grid-template-columns: minmax(0, 1fr) 340px; }
.stage { min-width: 0; min-height: 0; overflow: hidden; touch-action: none; cursor: grab; user-select: none; }
.stage.moving { cursor: grabbing; }
.stage svg { display: block; width: 100%; height: 100%; }
.stage .node { cursor: pointer; }
.stage .node:focus-visible { outline: none; }
.stage .estate .node:focus-visible .box, .stage .estate .node.chosen .box { stroke: var(--accent); stroke-width: 2.6; }
.stage .dim { opacity: 0.28; }
.stage .off { opacity: 0.07; }
.stage .arrow.off { display: none; }
.stage .arrow.near .way { stroke-width: 2.6; }
aside { overflow: auto; padding: 14px 18px; background: var(--panel); border-left: 1px solid var(--edge);
  overflow-wrap: anywhere; }
h2 { margin: 2px 0 0; font-size: 17px; line-height: 1.3; }
h2:focus-visible { outline: none; }
h3 { margin: 18px 0 4px; font-size: 14px; }
.kind, .hint { margin: 2px 0 12px; color: var(--muted); font-size: 14px; }
.alert { margin: 0 0 12px; padding: 9px 12px; border: 1px solid var(--alarm); border-radius: 9px; font-size: 14px;
  background: color-mix(in srgb, var(--alarm) 9%, var(--panel)); }
.alert strong { color: var(--alarm); }
.alert p { margin: 4px 0 0; }
.place, small { color: var(--muted); font-size: 13px; }
dl { margin: 0; font-size: 14px; }
dl > div { display: grid; grid-template-columns: 100px 1fr; gap: 10px; padding: 3px 0; }
dt { color: var(--muted); }
dd { margin: 0; }
ul { margin: 0; padding: 0; list-style: none; font-size: 14px; }
.relations li { padding: 5px 0; border-top: 1px solid var(--edge); }
.relations small { display: block; }
[data-go], #back { padding: 0; border: 0; background: none; color: var(--accent); text-align: left; font-size: inherit; }
#nodes [data-go] { display: block; width: 100%; padding: 4px 0; color: inherit; }
#nodes small { float: right; padding-left: 8px; }
[data-go]:hover, #back:hover { text-decoration: underline; }
#back { margin-bottom: 8px; font-size: 14px; }
footer { margin-top: 26px; padding-top: 8px; border-top: 1px solid var(--edge); color: var(--muted); font-size: 13px; }
footer p { margin: 4px 0; }
kbd { padding: 0 5px; border: 1px solid var(--edge); border-radius: 4px; font: 12px ui-monospace, monospace; }
@media (max-width: 760px) {
  body { height: auto; }
  main { display: block; }
  .stage { height: 46vh; }
  aside { border-left: 0; border-top: 1px solid var(--edge); }
}
`
