/** A page that stands beside others of the same thing. */
export interface SubPage {
  label: string;
  href: string;
  /** The group that the page stands in, where there are so many that they need some order. */
  group?: string;
  /** Also open while a page below it is. */
  withBelow?: boolean;
}

/** Reports whether a page of a navigation is the one that a person looks at. */
export function isOpen({ href, withBelow }: SubPage, pathname: string): boolean {
  return pathname === href || (withBelow === true && pathname.startsWith(`${href}/`));
}

export interface PageGroup {
  name: string;
  pages: SubPage[];
}

/** Pages by their groups, both in the order in which they came. */
export function groupedPages(pages: SubPage[]): PageGroup[] {
  const groups: PageGroup[] = [];
  for (const page of pages) {
    const name = page.group ?? '';
    const last = groups.find((one) => one.name === name);
    if (last) last.pages.push(page);
    else groups.push({ name, pages: [page] });
  }
  return groups;
}
