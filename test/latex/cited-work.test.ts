import { expect, test } from "vitest";
import { bibliographyOf } from "../../src/latex/bibliography";
import { citedWorkOf } from "../../src/latex/cited-work";
import { plainTitle } from "../../src/research/plain-title";

const cited = (bib: string) => citedWorkOf(bibliographyOf("", { "refs.bib": bib })[0]!);

test("what an entry says is read as a reader sees it, wherever it stands", () => {
  expect(
    cited(`@inproceedings{x, title = {{Denoising} \\& Diffusion}, author = {M{\\"u}ller, Ada and {The Group} and others},
      booktitle = {Proc.}, year = {in 2020}, url = {https://doi.org/10.5555/ABC}, note = {arXiv:2006.11239v2}}`),
  ).toEqual({
    ...{ title: "Denoising & Diffusion", authors: ["Müller, Ada", "The Group"], others: true, year: 2020 },
    ...{ doi: "10.5555/abc", arxiv: "2006.11239", isOfTheWeb: false },
  });
  expect(cited("@misc{x, title={T}, eprint={2006.11239}, archiveprefix={arXiv}}")?.arxiv).toBe("2006.11239");
  expect(cited("@article{x, title={T}, journal={ArXiv}, volume={abs/2006.11239}}")?.arxiv).toBe("2006.11239");
  expect(cited("@article{x, title={T}, doi={10.48550/arXiv.2006.11239}}")?.arxiv).toBe("2006.11239");
  expect(cited("@article{x, title={T}, number={12/2345678}, pages={2006.11239}}")?.arxiv).toBeUndefined();
});

test("mathematics in a title is compared by its letters", () => {
  expect(plainTitle(cited("@article{x, title={{$\\beta$-VAE}: Learning}}")!.title)).toBe(plainTitle("β-VAE: learning"));
  const regret = cited("@article{x, title={Regret of Order $\\log T$ in the $\\ell_\\infty$ Norm}}")!.title;
  expect(regret).toBe("Regret of Order log T in the ℓ_∞ Norm");
  expect(plainTitle("Regret of order $\\log T$ in the $\\ell_\\infty$ norm")).toBe(plainTitle(regret));
});

test("pages of the web, programs and data sets are told from works; an entry that names nothing is none", () => {
  expect(cited("@misc{x, title={PyTorch}, howpublished={\\url{https://pytorch.org}}}")?.isOfTheWeb).toBe(true);
  expect(cited("@software{x, title={PyTorch}}")?.isOfTheWeb).toBe(true);
  expect(cited("@misc{x, title={T}, url={https://arxiv.org/abs/2006.11239}}")?.isOfTheWeb).toBe(false);
  expect(cited("@article{x, author={A}}")).toBeUndefined();
});
