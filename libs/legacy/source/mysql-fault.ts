/** Why a statement brought no rows. */
export type MysqlFault =
  /** The server did not finish in time. */
  | 'TIMEOUT'
  /** The connection was lost, or the server lets nobody in. */
  | 'CONNECTION'
  /** The server does not know a table, column or function of the statement. */
  | 'MAPPING'
  /** The server is well and refuses this statement. */
  | 'REFUSED';

/** Statement limit of MariaDB and of MySQL, lock wait. */
const TIMEOUT = new Set([1969, 3024, 1205]);
/** Parse error, unknown column, table or function, collations that do not mix. */
const MAPPING = new Set([1052, 1054, 1060, 1064, 1109, 1146, 1241, 1247, 1267, 1270, 1271, 1305, 1582, 1584]);
/**
 * Not about a statement: too many connections, wrong user, password, host or database, limits of a user, shutdown, killed, no memory,
 * full disk, locked or expired account, a transport that is not safe enough.
 */
const CONNECTION = new Set([
  1021, 1037, 1040, 1041, 1042, 1043, 1044, 1045, 1046, 1047, 1049, 1053, 1080, 1081, 1129, 1130, 1131, 1132, 1133, 1135, 1152,
  1153, 1154, 1155, 1156, 1157, 1158, 1159, 1160, 1161, 1184, 1203, 1218, 1226, 1251, 1317, 1698, 1820, 1862, 1927, 3032, 3118,
  3159, 3169, 3955, 4031, 4151,
]);

/** Tells a fault of the connection from a statement that the server refuses: only the first means that the source is down. */
export function mysqlFaultOf(error: unknown): MysqlFault {
  if (!(error instanceof Error)) return 'CONNECTION';
  // Errors of the driver and of sockets have a negative errno or none; the server numbers its own from 1000.
  const errno = 'errno' in error && typeof error.errno === 'number' ? error.errno : 0;
  if (errno < 1000) return 'code' in error && error.code === 'ETIMEDOUT' ? 'TIMEOUT' : 'CONNECTION';
  if (TIMEOUT.has(errno)) return 'TIMEOUT';
  if (CONNECTION.has(errno)) return 'CONNECTION';
  return MAPPING.has(errno) ? 'MAPPING' : 'REFUSED';
}
