/** What a user of Fluxion writes in a TypeScript project; the demo is compiled with it. */
export default {
  presets: [["@babel/preset-typescript", { rewriteImportExtensions: true }]],
  plugins: ["@fluxion"],
};
