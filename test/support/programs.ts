/** For spawn: where programs are, and where Debian has those that not everybody looks for. */
export const withPrograms = { PATH: `${process.env.PATH}:/usr/sbin` };
