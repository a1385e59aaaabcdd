import Kernel
package import Storage

/// How busy tables lie over a cluster of Citus: spread by the activity, those of one activity on one machine, so that whoever books, enters or counts asks
/// one of them. Everything else stays on the machine that is asked.
package struct Distribution: Sendable {
    package enum State: String, Sendable {
        /// It lies on this machine alone.
        case whole
        /// It is spread.
        case spread
    }

    package struct Table: Sendable {
        package let name: String
        package let state: State
        /// Whether its key begins with the activity and every unique index holds it; else it cannot be spread.
        package let isKeyed: Bool
        /// Bytes, with its indexes, on all machines.
        package let size: Int64
    }

    package let tables: [Table]
    /// The machines that hold parts, `host:port`; empty where the extension is missing.
    package let nodes: [String]
    /// The extension's version; nil where it is missing.
    package let version: String?
    package static let key = "activity_id"

    /// What there is.
    package static func look(_ database: Database, tables names: [String]) async throws -> Distribution {
        try requirePostgres(database)
        return try await database.read { tx in try look(tx, names) }
    }

    private static func look(_ tx: Transaction, _ names: [String]) throws -> Distribution {
        let version = try tx.rows("SELECT extversion FROM pg_extension WHERE extname = 'citus'") { try $0.text("extversion") }.first
        var spread: Set<String> = []
        var nodes: [String] = []
        if version != nil {
            spread = Set(try tx.rows("SELECT logicalrelid::text AS name FROM pg_dist_partition WHERE partmethod = 'h'") { try $0.text("name") })
            nodes = try tx.rows("SELECT nodename || ':' || nodeport AS node FROM pg_dist_node WHERE isactive AND shouldhaveshards ORDER BY nodeid") { try $0.text("node") }
        }
        let keyed = try keyed(tx, names)
        let tables = try names.map { name in
            let isSpread = spread.contains(name)
            let size: SQL = isSpread ? "SELECT citus_total_relation_size(\(name)::text::regclass)" : "SELECT pg_total_relation_size(\(name)::text::regclass)"
            return Table(name: name, state: isSpread ? .spread : .whole, isKeyed: keyed.contains(name), size: try tx.number(size) ?? 0)
        }
        return Distribution(tables: tables, nodes: nodes, version: version)
    }

    /// Spreads what is not spread yet; each table in a transaction of its own, so that what is done stays done.
    ///
    /// - Parameter shards: into how many parts, once and for all tables; what is spread already keeps its number.
    package static func apply(_ database: Database, tables names: [String], shards: Int, told: @Sendable (String) -> Void) async throws {
        let begin = try await look(database, tables: names)
        guard begin.version != nil else {
            throw Refusal(
                .unavailable, "no-citus", "这个 PostgreSQL 没有启用 Citus 扩展。请在每台机器上安装它，并在本数据库中执行 CREATE EXTENSION citus；不用它时一切照常。",
                "This PostgreSQL has no extension citus. Install it on every machine and run CREATE EXTENSION citus in this database; without it everything works as before.")
        }
        guard !begin.nodes.isEmpty else {
            throw Refusal(
                .unavailable, "no-nodes", "集群里还没有可存放数据的机器。请先用 citus_set_coordinator_host 和 citus_add_node 加入。",
                "The cluster has no machine that holds parts yet. Add them with citus_set_coordinator_host and citus_add_node first.")
        }
        if let odd = begin.tables.first(where: { !$0.isKeyed }) {
            throw Refusal(.conflict, "not-keyed", "表 \(odd.name) 的主键或唯一索引不含 \(key)，不能分布。", "A key or unique index of \(odd.name) lacks \(key): it cannot be spread.")
        }
        var first = begin.tables.first { $0.state == .spread }?.name
        for table in begin.tables where table.state == .whole {
            let (name, beside, key) = (table.name, first, key)
            try await database.writeAlone { tx in
                if let beside {
                    _ = try tx.rows("SELECT create_distributed_table(\(name)::text::regclass, \(key)::text, colocate_with := \(beside)::text)::text AS done") { _ in true }
                } else {
                    _ = try tx.rows("SELECT create_distributed_table(\(name)::text::regclass, \(key)::text, shard_count := \(Int64(shards))::int)::text AS done") { _ in true }
                }
            }
            first = first ?? name
            told(name)
        }
    }

    /// Of these tables, those whose primary key begins with the activity and whose unique indexes all hold it.
    package static func keyed(_ tx: Transaction, _ names: [String]) throws -> Set<String> {
        let rows = try tx.rows(
            """
            SELECT t.relname AS name, CASE WHEN i.indisprimary THEN 1 ELSE 0 END AS is_first,
                (SELECT string_agg(a.attname, ',' ORDER BY k.place) FROM unnest(i.indkey::int2[]) WITH ORDINALITY AS k(number, place)
                    JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.number) AS columns
            FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid WHERE i.indisunique AND t.relname IN (\(list: names))
            """
        ) { row in
            (try row.text("name"), try row.int64("is_first") == 1, try row.text("columns").split(separator: ",").map(String.init))
        }
        var good = Set(rows.filter { $0.1 && $0.2.first == key }.map(\.0))
        for (name, _, columns) in rows where !columns.contains(key) { good.remove(name) }
        return good
    }

    private static func requirePostgres(_ database: Database) throws {
        guard database.engine.dialect.name == Dialect.postgres.name else {
            throw Refusal(
                .invalid, "not-postgres", "只有 PostgreSQL（带 Citus 扩展）能把数据分布到多台机器；SQLite 数据库就是一个文件。",
                "Only PostgreSQL with the extension Citus can spread data over several machines; a SQLite database is one file.")
        }
    }
}
