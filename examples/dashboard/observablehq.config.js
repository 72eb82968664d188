// The build must not need a network, and neither must the pages: no web fonts, no telemetry (see scripts/dashboard.sh), and imports
// from node_modules only. An import of "npm:d3", or FileAttachment.csv(), would fetch from a CDN.
export default {
  root: "src",
  output: "dist",
  title: "factag",
  pages: [
    {name: "Audience", path: "/index"},
    {name: "Labels", path: "/labels"},
    {name: "Decisions", path: "/decisions"}
  ],
  style: "style.css",
  globalStylesheets: [],
  preserveExtension: true,
  preserveIndex: true,
  sidebar: false,
  toc: false,
  pager: false,
  search: false,
  header: "",
  footer: "",
  head: "<link rel=\"icon\" href=\"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'><rect width='32' height='32' rx='8' fill='rgb(0,114,178)'/><path d='M8 10h16M8 16h11M8 22h6' stroke='white' stroke-width='3' stroke-linecap='round'/></svg>\">"
};
