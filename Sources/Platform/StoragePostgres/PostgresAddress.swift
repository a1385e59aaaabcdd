import Foundation
import Kernel

/// `postgres://user:pass@host:port/db?…`: everything as libpq reads it, and two parameters of our own.
///
/// `schema` names the schema that holds our tables (it is made when it is missing); `connections` the size of the pool.
package struct PostgresAddress: Sendable {
    /// What libpq gets.
    package let uri: String
    package let schema: String?
    package let connections: Int

    package init(_ text: String) throws {
        guard text.hasPrefix("postgres://") || text.hasPrefix("postgresql://") else {
            throw Self.refusal("应以 postgres:// 开头", "it should begin with postgres://")
        }
        let halves = text.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        var kept: [Substring] = []
        var schema: String?
        var connections = 8
        for pair in halves.count > 1 ? halves[1].split(separator: "&") : [] {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let value = parts.count > 1 ? String(parts[1]).removingPercentEncoding ?? "" : ""
            switch parts[0] {
            case "schema":
                guard Self.isSchemaName(value) else {
                    throw Self.refusal("schema 只能由小写字母、数字和下划线组成", "a schema's name has lower-case letters, digits and _ only")
                }
                schema = value
            case "connections":
                guard let number = Int(value), (1...200).contains(number) else {
                    throw Self.refusal("connections 应为 1 到 200", "connections should be 1 to 200")
                }
                connections = number
            default: kept.append(pair)
            }
        }
        uri = halves[0] + (kept.isEmpty ? "" : "?" + kept.joined(separator: "&"))
        (self.schema, self.connections) = (schema, connections)
    }

    private static func isSchemaName(_ text: String) -> Bool {
        guard let first = text.utf8.first, (97...122).contains(first) || first == 95, text.utf8.count <= 63 else { return false }
        return text.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 95 }
    }

    private static func refusal(_ zh: String, _ en: String) -> Refusal {
        Refusal(.invalid, "database-address", "数据库地址不正确：\(zh)。", "The database address is wrong: \(en).", field: "database")
    }
}
