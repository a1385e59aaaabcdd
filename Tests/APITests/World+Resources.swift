import Kernel
import Language
import Packs
import Storage
import Venues

@testable import Resources

extension World {
    /// A lesson in the catalogue.
    static func fillResources(_ tx: Transaction, _ museum: ID<Organisation>) throws {
        var content = ResourceContent(name: Wording("正确洗手", "Washing hands"), summary: Wording("一堂课。", "A lesson."))
        (content.subjects, content.stages, content.ages, content.minutes) = ([.health], [.junior], 8...12, 40)
        content.licence = Licence.known("CC-BY-4.0") ?? .reserved
        let id = try tx.addResource(key: "hands", kind: .lesson, owner: museum, campaign: nil, content, by: 0)
        try tx.putListed(id, version: 1, content, by: 0)
    }
}
