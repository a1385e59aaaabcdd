import Access
import Calls
import Campaigns
import Files
import Kernel
import Language
import Packs
import Signing
import Storage
import Venues

/// The demonstration's pack on health: put together of its catalogue, built, signed and listed.
enum DemoPack {
    static let key = "demo-health-pack"
    /// Where a demonstration is reached when nobody says otherwise: its keys stand there.
    private static let origin = "http://127.0.0.1:8080"
    private static let contents = ["demo-hands-video", "demo-eyes-panels"]

    private static var content: ResourceContent {
        var content = ResourceContent(
            name: Wording("健康科普资源包", "Resource pack on health"),
            summary: Wording("洗手和护眼：可以打印、可以在没有网络的地方打开，适合流动科普设施。", "Washing hands and caring for your eyes: to print, or to open where there is no network; made for mobile museums."))
        content.text = Wording("示例资源，内容为演示而编写。\n解压后双击 index.html。", "A sample resource, written for the demonstration.\nUnpack it and open index.en.html.")
        (content.subjects, content.stages) = ([.health], [.preschool, .primaryLower, .primaryUpper])
        (content.licence, content.credit) = (Licence.known("CC-BY-4.0") ?? .reserved, "示例提供单位")
        return content
    }

    static func load(_ database: Database, by program: Identity) async throws {
        let content = content
        let work = try await database.write { tx -> (plan: PackPlan, key: SigningKey)? in
            guard let owner = try tx.organisation(key: "demo-unit-7")?.id else { return nil }
            let id = try tx.addResource(key: Self.key, kind: .pack, owner: owner, campaign: try tx.campaign(key: DemoAction.campaign)?.id, content, by: 0)
            for key in contents { if let item = try tx.resource(key: key) { try tx.addContent(item.id, to: id, by: program) } }
            let key = try tx.madeIssuerKey(of: owner, by: 0)
            guard let pack = try tx.resource(id), let plan = try PackPlan(pack, version: 1, in: tx), plan.problem == nil else { return nil }
            return (plan, SigningKey(kid: key.address(origin), key: try tx.signingKey(key)))
        }
        guard let (plan, key) = work else { return }
        let published = try await database.read { tx in tx.now.day(in: .china) }
        let draft = plan.draft(label: 1, published: published, origin: origin, from: database.shelf)
        let file = try await database.shelf.keep(named: "pack.zip", of: [.zip], making: { path in try Pack.build(draft, by: key, to: path) })
        try await database.write { tx in
            try tx.put(file, of: plan, label: 1, files: plan.fileCount, signedBy: key.kid, published: published, by: 0)
            try tx.step(plan.pack.id, ResourceStep(event: .submit), by: program)
            try tx.step(plan.pack.id, ResourceStep(event: .list, isAlone: true), by: program)
        }
    }
}
