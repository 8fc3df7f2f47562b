// What does the reference look like? One stylesheet: the list beside the text where there is room, above it on a phone; light and dark by the reader's wish.
export const REFERENCE_STYLE = `:root { color-scheme: light dark; --bg: #f7f7f5; --panel: #fff; --ink: #1c1e21; --soft: #5b6169; --line: #e1e2df; --edge: #8a8f97; --act: #2159b8; --tint: #eef0ee; --get: #1a7247; --post: #8f5600; --delete: #b93126; }
@media (prefers-color-scheme: dark) {
  :root { --bg: #121417; --panel: #1a1d21; --ink: #e8e9ea; --soft: #a3a9b2; --line: #2d3138; --edge: #777e88; --act: #86b5ff; --tint: #23272d; --get: #66cb99; --post: #f0b75a; --delete: #ff9187; }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; }
body { margin: 0; background: var(--bg); color: var(--ink); font: 1rem/1.55 system-ui, sans-serif; display: grid; grid-template: "head head" auto "list text" 1fr / minmax(15rem, 19rem) minmax(0, 1fr); }
header { grid-area: head; padding: 1.5rem 2rem 1rem; border-bottom: 1px solid var(--line); }
header p { max-width: 46rem; margin: .5rem 0; }
nav { grid-area: list; padding: 1rem 1rem 2rem 2rem; position: sticky; top: 0; align-self: start; max-height: 100vh; overflow-y: auto; font-size: .9375rem; }
main { grid-area: text; padding: 1rem 2rem 6rem; max-width: 64rem; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; margin: 0; } h2 { font-size: 1.25rem; margin: 2.5rem 0 .5rem; } h3 { font-size: 1.0625rem; margin: 0; } h4 { font-size: .9375rem; margin: 1.25rem 0 .25rem; }
nav h2 { font-size: .9375rem; margin: 1rem 0 .25rem; } nav ul { list-style: none; margin: 0; padding: 0; } nav li a { display: block; padding: .25rem .5rem; border-radius: .25rem; } nav li a:hover { background: var(--tint); }
a { color: var(--act); text-underline-offset: .15em; } nav a, h3 a { text-decoration: none; } h3 a { color: inherit; } nav a:hover, h3 a:hover { text-decoration: underline; }
article, .schema { background: var(--panel); border: 1px solid var(--line); border-radius: .5rem; padding: 1rem 1.25rem; margin: 1rem 0; }
article:target, h3:target { outline: 2px solid var(--act); outline-offset: 2px; }
p { margin: .5rem 0; } dl { margin: .25rem 0; } dt { font-weight: 600; margin-top: .5rem; } dd { margin: 0 0 .25rem; }
.soft { color: var(--soft); font-weight: 400; } .mark { border: 1px solid var(--post); color: var(--post); border-radius: .25rem; padding: 0 .375rem; font-size: .8125rem; }
.address { margin: .375rem 0; } .method { font-weight: 700; font-size: .8125rem; letter-spacing: .04em; color: var(--post); } .method-get { color: var(--get); } .method-delete { color: var(--delete); }
code, pre { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; font-size: .875em; }
pre { background: var(--tint); border-radius: .375rem; padding: .75rem; margin: .5rem 0; white-space: pre-wrap; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; font-size: .9375rem; } th, td { text-align: left; vertical-align: top; padding: .3125rem .75rem .3125rem 0; border-top: 1px solid var(--line); } thead th { border-top: 0; color: var(--soft); font-weight: 600; } tbody th { font-weight: 400; width: 40%; }
.depth-1 { padding-left: 1.25rem; } .depth-2 { padding-left: 2.5rem; } .depth-3 { padding-left: 3.75rem; } .depth-4 { padding-left: 5rem; } .depth-5 { padding-left: 6.25rem; } .depth-6 { padding-left: 7.5rem; }
details { margin: .75rem 0; } summary { cursor: pointer; padding: .25rem 0; } details ul { margin: .25rem 0; padding-left: 1.25rem; }
:focus-visible { outline: 3px solid var(--act); outline-offset: 2px; }
.skip { position: absolute; left: -100vw; } .skip:focus { left: .5rem; top: .5rem; background: var(--panel); padding: .5rem .75rem; z-index: 1; }
@media (max-width: 56rem) {
  body { display: block; } header, main { padding-left: 1rem; padding-right: 1rem; }
  nav { position: static; max-height: none; padding: 0 1rem; border-bottom: 1px solid var(--line); columns: 12rem; } nav section { break-inside: avoid; } nav li a { padding: .375rem 0; }
}
@media print { nav { display: none; } body { display: block; } }
`;
