package import Formats
package import Kernel

extension APIForm {
    /// How a list of identities looks that stands in a body beside a form's own members.
    package static var idList: APISchema { .list(APIType<String>.id.schema) }

    /// A list of identities of a body, each once, in the order in which it was sent; none where it is left out.
    package static func ids<Noun>(
        _ datum: Datum?, at place: String, most: Int, _: Noun.Type = Noun.self, _ flaws: inout [APIFlaw]
    ) -> [ID<Noun>] {
        guard let datum, datum != .null else { return [] }
        guard case .list(let items) = datum else {
            flaws.append(.kind(place, Phrase("列表", "a list"), datum))
            return []
        }
        guard items.count <= most else {
            flaws.append(APIFlaw(place, "最多 \(most) 项，现有 \(items.count) 项。", "At most \(most); there are \(items.count)."))
            return []
        }
        var all: [ID<Noun>] = []
        for (number, item) in items.enumerated() {
            guard case .text(let text) = item, let id = ID<Noun>(text) else {
                flaws.append(APIFlaw("\(place)/\(number)", "应为标识：13 个字母和数字。", "An identity is expected: 13 letters and digits."))
                continue
            }
            if !all.contains(id) { all.append(id) }
        }
        return all
    }
}
