// Whether a server and this extension belong together.

/** Reads the output of `boundstone --version`; undefined when it holds no version. */
export function versionIn(output: string): string | undefined {
  return /\b\d+\.\d+\.\d+\S*/.exec(output)?.[0];
}

/** Whether two versions have the same major and minor number; only patches may differ. */
export function belongTogether(one: string, other: string): boolean {
  const [a, b] = [minor(one), minor(other)];
  return a !== undefined && a === b;
}

function minor(version: string): string | undefined {
  return /^\d+\.\d+(?=\.\d)/.exec(version)?.[0];
}
