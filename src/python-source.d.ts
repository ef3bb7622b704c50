/** A Python program, which the bundler gives as text. */
declare module "*.py" {
  const source: string;
  export default source;
}
