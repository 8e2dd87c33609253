// Says what Microsoft's own schema finds wrong in a manifest that was made JSON: [] is nothing.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const [folder, path] = process.argv.slice(2);
const { AppManifestUtils } = createRequire(`${folder}/`)("@microsoft/app-manifest");
const manifest = JSON.parse(readFileSync(path, "utf-8"));
console.log(JSON.stringify(await AppManifestUtils.validateAgainstSchema(manifest)));
