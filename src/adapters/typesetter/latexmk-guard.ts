/**
 * Perl for `latexmk -e`. latexmk puts names that a paper gives (of its bibliographies, of its indexes) into command lines for a
 * shell, so that \bibliography{`program`} would run the program. What a shell would read as more than words is not run: neither
 * outside of quotes, nor in them where a shell looks into them too. Without double quotes, which Windows would have to carry.
 */
export const LATEXMK_GUARD = [
  "no strict; no warnings;",
  String.raw`my $active = $^O eq q(MSWin32) ? q(\x25) : q(\x60\x24\x5c);`,
  "my %plain = (",
  String.raw`Run => sub { $_[0] =~ /^(?:[^\x22\x27$active;&|<>()\n]|\x22[^\x22$active\n]*\x22)*\z/ },`,
  String.raw`kpsewhich => sub { !grep { !/^(?:-[\w=.-]+|[^\x22$active\n-][^\x22$active\n]*)\z/ } @_ });`,
  "for my $name (keys %plain) {",
  "my $run = \\&{q(main::) . $name}; defined &$run or die qq(There is no $name to guard);",
  "*{q(main::) . $name} = sub {",
  "return &$run(@_) if $plain{$name}->(@_);",
  "warn qq(Latexmk: Not run, because a shell would run a part of it: @_ ), chr(10);",
  "return $name eq q(Run) ? (0, 1) : (); }; }",
].join(" ");

/** Whether latexmk runs LaTeX on a source of this name at all. */
export function suitsLatexmk(name: string): boolean {
  return !/["`$%\\~]/.test(name);
}
