import { bareArxiv, bareDoi, type Work } from "../../research/reference";
import { address, plainWords, type Source, type Told, unreadable, withoutEntities } from "./source";
import { withdrawalIn } from "./withdrawal";

/** One request in three seconds, over one connection. */
export const arxiv: Source = {
  id: "arxiv",
  name: "arXiv",
  server: "https://export.arxiv.org/api",
  gapMs: 3100,
  ask(query, most, { server }) {
    const words = plainWords(query).split(" ").slice(0, 8);
    const search = words.map((word) => `all:${word}`).join(" AND ");
    return { url: address(server, "/query", { search_query: search, max_results: String(most), sortBy: "relevance" }) };
  },
  read: readFeed,
  lookUp: {
    ask: (name, { server }) =>
      "arxiv" in name ? { url: address(server, "/query", { id_list: name.arxiv, max_results: "1" }) } : undefined,
    read(body) {
      const told = readFeed(body);
      // What it says of a number that nobody has.
      return "problem" in told && /incorrect id format|not found/i.test(told.problem) ? { works: [] } : told;
    },
  },
  retractions: {
    knows: (name) => "arxiv" in name,
    ask(names, { server }) {
      const ids = names.flatMap((name) => ("arxiv" in name ? name.arxiv : []));
      return { url: address(server, "/query", { id_list: ids.join(","), max_results: String(ids.length) }) };
    },
    read: readFeed,
  },
};

/** An error comes as a feed too, whose only entry has it as its title. A feed without its end was cut off: what is missing may be all. */
function readFeed(body: string): Told {
  if (!/<feed[\s>]/.test(body) || !body.includes("</feed>")) return unreadable;
  const works = elementsIn(body, "entry").map(workOf);
  const [only] = works;
  if (works.length === 1 && only?.title === "Error")
    return { problem: `it says: ${only.abstract.slice(0, 200) || "error"}` };
  return { works: works.filter(({ title }) => title !== "") };
}

function workOf(entry: string): Work {
  const id = textIn(entry, "id");
  const year = Number(/^\d{4}/.exec(textIn(entry, "published"))?.[0]);
  const journal = textIn(entry, "arxiv:journal_ref");
  const [number, doi] = [bareArxiv(id), bareDoi(textIn(entry, "arxiv:doi"))];
  return {
    title: textIn(entry, "title"),
    authors: elementsIn(entry, "author").flatMap((one) => textIn(one, "name") || []),
    venue: journal || "arXiv",
    abstract: textIn(entry, "summary"),
    kind: "misc",
    ...(year ? { year } : {}),
    ...(doi ? { doi } : {}),
    ...(number ? { arxiv: number, url: `https://arxiv.org/abs/${number}` } : {}),
    ...retractedIn(entry, doi !== undefined),
  };
}

/** What was published elsewhere may have been retracted there, of which arXiv says nothing. */
function retractedIn(entry: string, isPublished: boolean): Pick<Work, "retracted"> {
  const said = withdrawalIn(textIn(entry, "arxiv:comment"), textIn(entry, "summary"));
  return isPublished && said.retracted === false ? {} : said;
}

/** What stands in each element of a name. Each piece is read once: an answer may be broken, and long. */
function elementsIn(xml: string, name: string): string[] {
  const pieces = xml.split(new RegExp(`<${name}(?=[\\s>])`)).slice(1);
  return pieces.flatMap((piece) => {
    const [from, to] = [piece.indexOf(">") + 1, piece.indexOf(`</${name}>`)];
    return from > 0 && to >= from ? [piece.slice(from, to)] : [];
  });
}

function textIn(xml: string, name: string): string {
  const [found = ""] = elementsIn(xml, name);
  return withoutEntities(found.replace(/<!\[CDATA\[|\]\]>/g, ""))
    .replace(/[\p{Cc}\s]+/gu, " ")
    .trim();
}
