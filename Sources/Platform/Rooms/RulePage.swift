import Kernel
import Storage
package import Web

/// The public page of rules of one kind: `/rules/{key}` (design §5). Rooms hand in the kinds that they keep; a key belongs to one of them.
package struct RulePage: Sendable {
    /// The page of that key; nil where this room has no such rules.
    package let answer: @Sendable (_ visit: Visit, _ key: String) async throws -> Answer?
    package init(_ answer: @escaping @Sendable (Visit, String) async throws -> Answer?) { self.answer = answer }
}

extension House {
    /// The one address of all rules; none where no room has any.
    var rulesRoute: [Route] {
        let pages = modules.flatMap(\.rulePages)
        guard !pages.isEmpty else { return [] }
        return [
            .get("/rules/{key}", .anyone) { visit in
                for page in pages { if let answer = try await page.answer(visit, visit.parameter("key")) { return answer } }
                throw Refusal.notFound(Phrase("该规则", "rules"))
            }
        ]
    }
}
