// What does the status page look like? One small stylesheet: one column on any width, light and dark by the reader's wish.
export const STATUS_STYLE = `:root { color-scheme: light dark; --ink: #1c1e21; --paper: #f7f7f5; --panel: #fff; --soft: #5b6169; --line: #dcddd9; --act: #2159b8; --ok: #1a7247; --wait: #8f5600; --bad: #b93126; --tint-ok: #e6f4ec; --tint-wait: #fdf1dc; --tint-bad: #fbeae8; --tint-none: #ececea; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e8e9ea; --paper: #121417; --panel: #1a1d21; --soft: #a3a9b2; --line: #2d3138; --act: #86b5ff; --ok: #66cb99; --wait: #f0b75a; --bad: #ff9187; --tint-ok: #16301f; --tint-wait: #362812; --tint-bad: #3a1d1b; --tint-none: #23272c; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1.0625rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; overflow-wrap: anywhere; }
header, main, footer { max-width: 46rem; margin: 0 auto; padding: 0 1rem; }
header { padding-top: 1.75rem; }
footer { padding-bottom: 2.5rem; color: var(--soft); font-size: .9375rem; }
h1 { font-size: 1.375rem; line-height: 1.25; margin: 0; font-weight: 650; }
h2 { font-size: 1rem; margin: 2rem 0 .5rem; color: var(--soft); font-weight: 600; }
h3 { font-size: 1.0625rem; margin: 0 0 .25rem; line-height: 1.35; font-weight: 650; }
h3.day { margin: 1.25rem 0 .375rem; font-size: .9375rem; }
p { margin: 0 0 .5rem; }
a { color: var(--act); }
footer p { margin: .75rem 0 0; }
.soft { color: var(--soft); font-size: .9375rem; }
time { white-space: nowrap; font-variant-numeric: tabular-nums; }
.verdict { display: flex; gap: .75rem; align-items: baseline; margin: 1rem 0 0; padding: 1rem 1.125rem; border-radius: .625rem; border-left: .375rem solid; font-size: 1.3125rem; line-height: 1.3; font-weight: 650; background: var(--tint-none); }
.verdict span:last-child { color: var(--ink); }
.operational { color: var(--ok); } .recovering, .degraded { color: var(--wait); } .partial-outage, .major-outage { color: var(--bad); } .unknown { color: var(--soft); }
.verdict.operational { background: var(--tint-ok); } .verdict.recovering, .verdict.degraded { background: var(--tint-wait); } .verdict.partial-outage, .verdict.major-outage { background: var(--tint-bad); }
.stale { margin: 1rem 0 0; padding: .75rem 1rem; border: 1px solid var(--wait); border-radius: .625rem; background: var(--tint-wait); }
.services, .past, .updates { list-style: none; margin: 0; padding: 0; }
.services { background: var(--panel); border: 1px solid var(--line); border-radius: .625rem; }
.services li { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 1rem; padding: .75rem 1rem; }
.services li + li { border-top: 1px solid var(--line); }
.services b { color: var(--ink); font-weight: 600; }
.shape { display: inline-block; min-width: 1.1em; font-weight: 700; }
.incident { background: var(--panel); border: 1px solid var(--line); border-left: .25rem solid currentColor; border-radius: .625rem; padding: .875rem 1rem; margin: 0 0 .75rem; }
.incident h3, .incident .standing { color: var(--ink); }
.incident .standing .shape { color: var(--soft); }
.incident p:last-child { margin-bottom: 0; }
.past li { padding: .5rem 0 .5rem .875rem; border-left: .1875rem solid var(--line); margin-bottom: .5rem; }
.past li > b { display: block; font-weight: 600; }
.past .shape { color: var(--ok); }
details { margin-top: .375rem; color: var(--ink); font-size: .9375rem; }
summary { cursor: pointer; color: var(--soft); width: fit-content; padding: .25rem 0; }
.updates li { display: grid; grid-template-columns: minmax(0, 15rem) minmax(0, 1fr); gap: 0 .75rem; padding: .25rem 0; margin: 0; border: 0; }
.past .updates li { padding-left: 0; }
.updates time { color: var(--soft); }
:focus-visible { outline: 3px solid var(--act); outline-offset: 2px; border-radius: .25rem; }
:target { outline: 2px solid var(--act); outline-offset: 3px; }
@media (max-width: 34rem) { .updates li { grid-template-columns: minmax(0, 1fr); } .services li { display: block; } .services .state { display: block; } }
@media (min-width: 120rem) { html { font-size: 150%; } }
`;
