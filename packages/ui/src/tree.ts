/** A piece of markup as a plain value: what every renderer prints, builds or hands to its framework. */
export interface Tree {
  readonly tag: string;
  /** `true` stands without a value, `false` not at all. */
  readonly attributes: Attributes;
  /** Never two texts in a row, nor an empty one: parsers make one text node of them. */
  readonly children: readonly (Tree | string)[];
}

export interface Attributes {
  readonly [name: string]: string | boolean;
}

export type Content = Tree | string | false | undefined | readonly Content[];

/** Makes a tree; what isn't there leaves no trace in it. */
export function tree(tag: string, attributes: Attributes, ...contents: Content[]): Tree {
  const children: (Tree | string)[] = [];
  const add = (content: Content): void => {
    if (Array.isArray(content)) content.forEach(add);
    else if (typeof content === "string" && typeof children.at(-1) === "string")
      children.push(children.pop() + content);
    else if (content) children.push(content as Tree | string);
  };
  add(contents);
  return { tag, attributes, children };
}
