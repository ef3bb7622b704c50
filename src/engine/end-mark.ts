/** The last line of every answer that is not JSON: without it nobody can tell a finished answer from a torn one. */
export const END_MARK = "END-OF-ANSWER";
