// Under which names does dayshift's home folder hold what more than one room reads?

/** The address that signs the first administrator in, once; readable by its owner only. */
export const FIRST_LINK_FILE = 'first-sign-in';
