const nobody = 65_534;

/** As whom to spawn PostgreSQL and PgBouncer, which refuse root: the user of the tests, or another in root's place. */
export const unprivileged = process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : undefined;
