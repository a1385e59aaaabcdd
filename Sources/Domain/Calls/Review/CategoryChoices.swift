import Kernel
import Language
import Storage
import Venues
import Web

/// The categories of all schemes, as what an expert may know: one choice for a key, under the names that the schemes give it.
enum CategoryChoices {
    static func of(_ schemes: [SchemeRecord]) -> [FormField.Choice] {
        var (order, names): ([String], [String: [Phrase]]) = ([], [:])
        for category in schemes.flatMap(\.scheme.categories) {
            if names[category.key] == nil { order.append(category.key) }
            let name = category.name.phrase
            if names[category.key]?.contains(name) != true { names[category.key, default: []].append(name) }
        }
        return order.sorted().map { key in
            let all = names[key] ?? []
            return FormField.Choice(key, Phrase(all.map(\.zh).joined(separator: "／"), all.map(\.en).joined(separator: " / ")))
        }
    }
}
