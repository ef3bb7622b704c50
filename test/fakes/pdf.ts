import { deflateSync } from "node:zlib";

/** The smallest PDF that says something on each page. */
export function pdf(pages: readonly string[], trailer = ""): string {
  return pdfOf(
    pages.map((text) => ({ content: `BT /F1 12 Tf 72 720 Td (${text}) Tj ET`, filter: "" })),
    trailer,
  );
}

/** Pages that say something and then draw so many lines; packed, a small file. In Latin-1, as it is to be written. */
export function drawingPdf(operators: readonly number[]): Buffer {
  const pages = operators.map((many, at) => {
    const packed = deflateSync(`BT /F1 12 Tf 72 720 Td (Page ${at + 1}) Tj ET\n${"0 0 m\n".repeat(many)}`);
    return { content: packed.toString("latin1"), filter: "/Filter /FlateDecode " };
  });
  return Buffer.from(pdfOf(pages, ""), "latin1");
}

function pdfOf(pages: readonly { readonly content: string; readonly filter: string }[], trailer: string): string {
  const kids = pages.map((_page, index) => `${4 + 2 * index} 0 R`).join(" ");
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ...pages.flatMap(({ content, filter }, index) => {
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> /Contents ${5 + 2 * index} 0 R >>`,
        `<< ${filter}/Length ${content.length} >>\nstream\n${content}\nendstream`,
      ];
    }),
  ];
  let text = "%PDF-1.4\n";
  const offsets = objects.map((object, index) => {
    const at = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(at).padStart(10, "0")} 00000 n \n`;
  });
  const size = objects.length + 1;
  return `${text}xref\n0 ${size}\n0000000000 65535 f \n${offsets.join("")}trailer\n<< /Size ${size} /Root 1 0 R ${trailer} >>\nstartxref\n${text.length}\n%%EOF\n`;
}
