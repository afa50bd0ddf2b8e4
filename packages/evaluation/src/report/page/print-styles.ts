/** Styles for paper: show everything, cut nothing off, and hide what only a screen needs. */
export const printStyles = `
@page { margin: 16mm 14mm; }
@media print {
  :root { color-scheme: light; }
  body { max-width: none; padding: 0; font-size: 9.5pt; }
  nav, .skip { display: none; }
  h1 { font-size: 18pt; } h2 { font-size: 13pt; margin-top: 1.5rem; padding-top: 0.75rem; } h3 { font-size: 11pt; }
  h1, h2, h3 { break-after: avoid; }
  figure, tr, .facts div, .notice, .command { break-inside: avoid; }
  figcaption { break-before: avoid; font-size: 8.5pt; }
  .figures { display: block; }
  figure { max-width: 130mm; margin: 8pt 0 12pt; }
  thead { display: table-header-group; }
  .scroll { overflow: visible; }
  table { font-size: 8pt; width: 100%; }
  thead th, td small { font-size: 7pt; }
  caption span { position: static; display: inline; max-width: none; font-size: 8.5pt; }
  td.short { white-space: normal; }
  tbody th { position: static; max-width: none; overflow-wrap: anywhere; }
  th, td { padding: 2pt 5pt 2pt 0; }
  td.text { min-width: 0; }
  .reason { min-width: 0; }
  .confusion th, .confusion td { padding: 2pt; min-width: 0; }
  .confusion .cell { margin: -2pt; padding: 2pt; }
  .facts { grid-template-columns: repeat(4, 1fr); }
  .facts dd { font-size: 12pt; } .facts dd small, .facts dt { font-size: 7.5pt; }
  figure svg { min-width: 0; max-height: 120mm; }
  .facts div, .command, .notice, .cell { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
}
`;
