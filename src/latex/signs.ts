/** Commands that print one sign, besides those that a claim may be made with. */
export const SIGNS: ReadonlyMap<string, string> = new Map(
  [
    // Letters.
    "zeta ζ iota ι kappa κ varkappa ϰ nu ν xi ξ pi π varpi ϖ varrho ϱ varsigma ς upsilon υ phi φ varphi φ chi χ psi ψ omega ω",
    "vartheta ϑ Gamma Γ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω hbar ℏ Re ℜ Im ℑ aleph ℵ wp ℘ imath ı jmath ȷ",
    // Relations.
    "leqslant ≤ geqslant ≥ lesssim ≲ gtrsim ≳ lt < gt > equiv ≡ cong ≅ approxeq ≊ propto ∝ triangleq ≜ coloneqq ≔ prec ≺ succ ≻",
    "preceq ⪯ succeq ⪰ perp ⊥ parallel ∥ mid | vert | lvert | rvert | Vert ‖ lVert ‖ rVert ‖ | ‖ asymp ≍ doteq ≐ models ⊨ vdash ⊢",
    // Sets and logic.
    "notin ∉ ni ∋ subset ⊂ subseteq ⊆ subsetneq ⊊ supset ⊃ supseteq ⊇ cup ∪ cap ∩ bigcup ⋃ bigcap ⋂ sqcup ⊔ setminus ∖ emptyset ∅",
    "varnothing ∅ forall ∀ exists ∃ nexists ∄ neg ¬ lnot ¬ land ∧ wedge ∧ lor ∨ vee ∨ therefore ∴ because ∵ top ⊤ bot ⊥",
    // Operations.
    "sum ∑ prod ∏ coprod ∐ int ∫ iint ∬ oint ∮ partial ∂ nabla ∇ infty ∞ circ ∘ bullet • oplus ⊕ ominus ⊖ otimes ⊗ odot ⊙ prime ′",
    "boxplus ⊞ boxtimes ⊠ bigoplus ⨁ bigotimes ⨂ surd √ angle ∠ degree ° textdegree °",
    // Arrows.
    "gets ← leftarrow ← longleftarrow ← Leftarrow ⇐ leftrightarrow ↔ Leftrightarrow ⇔ Longrightarrow ⇒ implies ⇒ impliedby ⇐ iff ⇔",
    "rightsquigarrow ⇝ leadsto ⇝ hookrightarrow ↪ rightharpoonup ⇀ rightleftharpoons ⇌ nearrow ↗ searrow ↘ Uparrow ⇑ Downarrow ⇓",
    "updownarrow ↕ textleftarrow ← textuparrow ↑ textdownarrow ↓ longmapsto → xrightarrow →",
    // Brackets and dots; a brace is a bracket, as `\{` is.
    "lbrace ( rbrace ) langle ⟨ rangle ⟩ lfloor ⌊ rfloor ⌋ lceil ⌈ rceil ⌉ colon : cdots ⋯ vdots ⋮ ddots ⋱ dotsc … dotsb … textellipsis …",
    // Signs of text.
    "textbullet • textperiodcentered · textbar | textbackslash \\ slash / textquoteleft ‘ textquoteright ’ textquotedblleft “",
    "textquotedblright ” textquotesingle ' textasteriskcentered * dag † ddag † textdagger † textdaggerdbl † S § textsection § P ¶",
    "copyright © textcopyright © textregistered ® texttrademark ™ pounds £ textsterling £ euro € texteuro € textyen ¥",
    "TeX TeX LaTeX LaTeX BibTeX BibTeX",
    // Shapes.
    "checkmark ✓ cmark ✓ xmark ✗ triangle △ triangledown ▽ blacktriangle ▲ square □ Box □ blacksquare ■ diamond ⋄ Diamond ◇",
    "lozenge ◊ bigstar ★ qed ∎ clubsuit ♣ diamondsuit ♢ heartsuit ♡ spadesuit ♠",
  ].flatMap((line) =>
    [...line.matchAll(/(\S+) (\S+)/g)].map(([, name = "", sign = ""]): [string, string] => [name, sign]),
  ),
);
