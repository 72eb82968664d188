// Lets Framework build without a network. Its client knows libraries that a page may import from a CDN, and the build asks npm's registry
// for their newest versions, unless its cache has some version. These pages import none of them, so the cache gets a version that does
// not exist: a page that does import one, with "npm:" or by FileAttachment.csv(), then fails to build, instead of fetching it.
import {mkdirSync, readFileSync, readdirSync} from "node:fs";
import {join} from "node:path";
import {fileURLToPath} from "node:url";

const here = fileURLToPath(new URL(".", import.meta.url));
const client = join(here, "node_modules/@observablehq/framework/dist/client");

for (const file of readdirSync(client, {recursive: true})) {
  if (!file.endsWith(".js")) continue;
  for (const [, name] of readFileSync(join(client, file), "utf8").matchAll(/["'`]npm:((?:@[\w.-]+\/)?[\w.-]+)/g)) {
    mkdirSync(join(here, "src/.observablehq/cache/_npm", `${name}@0.0.0`), {recursive: true});
  }
}
