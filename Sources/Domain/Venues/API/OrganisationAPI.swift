import API
import Kernel
import Language
import Storage
import Web

/// Units at `/api/v1`: what one says of itself.
enum OrganisationAPI {
    static let resources = [item]

    private static let item = APIResource.item(
        "/organisations/{id}", name: "readOrganisation", Phrase("一个单位的资料", "A unit's profile"),
        says: Phrase(
            "已并入另一单位的，给出现在的那个单位；id 说明是哪一个。", "Of a unit that was merged into another, the one that it is now; “id” says which."),
        [.path("id", "单位的标识", "The unit's identity")], of: OrganisationPage.json,
        examples: [APIExample(Phrase("一个单位", "One unit")) { tx in try tx.organisations().first.map { [("id", $0.id.text)] } }]
    ) { call in
        let id: ID<Organisation> = try call.visit.id("id", of: OrganisationRoutes.noun)
        let page = try await call.visit.database.read { tx in try OrganisationPage(try tx.mergedInto(id) ?? id, in: tx) }
        guard let page else { throw Refusal.notFound(OrganisationRoutes.noun) }
        return page
    }
}

extension OrganisationPage {
    /// The public record of a unit for machines.
    static let json = APIObject<OrganisationPage>("Organisation") {
        APIField("id", .id, "标识", "Its identity") { $0.unit.id.text }
        APIField("key", .text, "key", "Its key") { $0.unit.key }
        APIField("name", .wording, "名称", "Its name") { $0.unit.name }
        APIField("kind", .choice(Organisation.Kind.self), "类型", "Its kind") { $0.unit.kind }
        APIField("line", .orNull(line), "所属系统", "Its reporting line") { $0.unit.line }
        APIField("region", .orNull(.text), "所在地的行政区划代码；null 为全国性单位", "The code of its seat; null for a national body") { $0.unit.region }
        APIField("parent", .orNull(.id), "上级单位", "The unit above it") { $0.parent?.id.text }
        APIField("about", .orNull(.wording), "单位简介", "What it says of itself") { $0.profile.about }
        APIField("address", .orNull(.wording), "地址", "Where it is found") { $0.profile.address }
        APIField("contact", .orNull(.text), "联系方式：办公室或电话", "An office or a telephone") { $0.profile.contact }
        APIField("venues", .list(.id), "它的场馆", "Its venues") { $0.venues.map(\.id.text) }
        APIField("page", .address, "网页", "Its page") { "/organisations/" + $0.unit.id.text }
    }

    private static let line: APIType<Organisation.Line> = .choice(Organisation.Line.self)
}
