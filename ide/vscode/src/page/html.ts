// In which document does the page live? One that loads nothing but our script and our style, by a policy that lets nothing else run.

export interface Loaded { nonce: string; script: string; style: string; source: string } // addresses as the editor serves them; source: where it serves from

export function pageHtml({ nonce, script, style, source }: Loaded): string {
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src ${source}; base-uri 'none'; form-action 'none'`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${style}">
<title>dayshift</title>
</head>
<body>
<div id="page"></div>
<script nonce="${nonce}" src="${script}"></script>
</body>
</html>`;
}
