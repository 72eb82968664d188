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
  head: '<link rel="icon" href="data:image/svg+xml,%3Csvg xmlns=%27http://www.w3.org/2000/svg%27 viewBox=%270 0 32 32%27%3E%3Crect width=%2732%27 height=%2732%27 rx=%278%27 fill=%27%230072b2%27/%3E%3Cpath d=%27M8 10h16M8 16h11M8 22h6%27 stroke=%27white%27 stroke-width=%273%27 stroke-linecap=%27round%27/%3E%3C/svg%3E">'
};
