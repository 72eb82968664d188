// Serves dist/ on the loopback interface, and prints the address. PORT asks for a port; without it any free one will do.
import {createReadStream} from "node:fs";
import {stat} from "node:fs/promises";
import {createServer} from "node:http";
import {extname, join, normalize} from "node:path";
import {fileURLToPath} from "node:url";
import {createGzip} from "node:zlib";

const root = process.argv[2] ?? fileURLToPath(new URL("dist", import.meta.url));
const types = {
  ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8",
  ".csv": "text/csv; charset=utf-8", ".json": "application/json", ".svg": "image/svg+xml", ".png": "image/png"
};

const server = createServer(async (request, response) => {
  const fail = (status) => response.writeHead(status, {"content-type": "text/plain"}).end();
  if (request.method !== "GET" && request.method !== "HEAD") return fail(405);
  let path;
  try {
    path = normalize(decodeURIComponent(new URL(request.url, "http://localhost").pathname));
  } catch {
    return fail(400);
  }
  if (path.endsWith("/")) path += "index.html";
  const file = join(root, path); // normalize has removed what would lead above the root
  const found = await stat(file).catch(() => null);
  if (!found?.isFile()) return fail(404);
  const headers = {"content-type": types[extname(file)] ?? "application/octet-stream"};
  const zip = /\bgzip\b/.test(request.headers["accept-encoding"] ?? "") && /^(text|application\/json)/.test(headers["content-type"]);
  if (zip) headers["content-encoding"] = "gzip";
  response.writeHead(200, headers);
  if (request.method === "HEAD") return response.end();
  const content = createReadStream(file).on("error", () => response.destroy());
  (zip ? content.pipe(createGzip()) : content).pipe(response);
});

server.listen(Number(process.env.PORT ?? 0), "127.0.0.1", () => {
  console.log(`http://127.0.0.1:${server.address().port}/`);
});
