package import Access
package import Kernel
import Language
package import Storage
package import Venues

extension Transaction {
    /// Units within somebody's reach by what a cell calls them: the name in either language, or the number. None or several: nothing.
    package func units(called names: [String], within scopes: [Scope]) throws -> [String: ID<Organisation>] {
        let reach = try OrganisationReach.condition("o.id", scopes)
        let numbers = names.compactMap { ID<Organisation>($0) }
        let found = try rows(
            """
            SELECT o.id, o.name_zh, o.name_en FROM view_venues_organisation o
            WHERE (o.name_zh IN (\(list: names)) OR o.name_en IN (\(list: names)) OR o.id IN (\(list: numbers + [ID(0)]))) AND \(sql: reach) ORDER BY o.id
            """
        ) { (id: try $0.id("id", Organisation.self), name: try $0.wording("name")) }
        var out: [String: ID<Organisation>] = [:]
        for name in Set(names) {
            let fitting = found.filter { $0.name.zh == name || $0.name.en == name || $0.id.text == name.uppercased() }
            if fitting.count == 1 { out[name] = fitting[0].id }
        }
        return out
    }
}
