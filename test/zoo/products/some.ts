/** Of all programs of a product each `every`-th: the suite takes some, `node test/zoo/run.ts --products` all. */
export const some = <T>(all: readonly T[], every: number): T[] => all.filter((_, i) => i % every === 0);

export type Text = (text: string) => string;
