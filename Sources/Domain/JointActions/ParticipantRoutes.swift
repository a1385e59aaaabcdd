import Campaigns
import Formats
import Kernel
import Language
import Markup
import Regions
import Resources
import Storage
import Venues
import Web

/// `/campaigns/{key}/participants`: who takes part in a joint action, for everybody, with the numbers that the action's page shows.
enum ParticipantRoutes {
    static let routes: [Route] = [
        .get("/campaigns/{key}/participants", .anyone, filters: ParticipantFilter.names) { visit in
            let (filter, key) = (try filter(visit), visit.parameter("key"))
            let page = try await visit.database.read { tx -> ParticipantsPage in
                let campaign = try tx.actionCampaign(key)
                let count = try tx.participantCount(of: campaign.id, filter)
                try visit.requirePage(of: count.units, by: ParticipantFilter.size)
                return ParticipantsPage(
                    campaign: campaign, filter: filter, count: count, lines: try tx.participants(of: campaign.id, filter, page: visit.pageNumber),
                    ways: try tx.ways(of: campaign.id))
            }
            return page.answer(visit)
        },
        .get("/campaigns/{key}/participants.csv", .anyone, filters: ParticipantFilter.names) { visit in
            let (filter, key) = (try filter(visit), visit.parameter("key"))
            let campaign = try await visit.database.read { tx in try tx.actionCampaign(key) }
            return ParticipantFile(campaign: campaign, filter: filter, visit: visit).answer
        },
    ]

    private static func filter(_ visit: Visit) throws -> ParticipantFilter { try ParticipantFilter(visit.query) { visit.regions[$0] != nil } }
}

extension Transaction {
    func actionCampaign(_ key: String) throws -> Campaign {
        guard !key.utf8.contains(0), let campaign = try campaign(key: key) else { throw Refusal.notFound(Phrase("活动项目", "campaign")) }
        return campaign
    }
}

/// The list as a page.
struct ParticipantsPage: Sendable {
    let campaign: Campaign
    let filter: ParticipantFilter
    let count: JoiningCount
    let lines: [Participant]
    let ways: [Way]

    private var path: String { "/campaigns/\(campaign.key)/participants" }

    func answer(_ visit: Visit) -> Answer {
        visit.page(
            Phrase("参加单位", "Who takes part"), lede: campaign.name.phrase,
            trail: [("/campaigns", Phrase("活动项目", "Campaigns")), ("/campaigns/\(campaign.key)", campaign.name.phrase)]
        ) {
            let search = FilterForm(path, isFiltered: filter.isFiltered, visit)
            search.html {
                if kinds.count > 1 { search.choice("way", Phrase("参与方式", "Way"), kinds, filter.way?.rawValue) }
                search.region(filter.region)
                search.choice("flag", Phrase("授旗", "Flag"), [("1", Phrase("已授旗", "Received the flag"))], filter.hasFlag ? "1" : nil)
            }
            if lines.isEmpty {
                div(.class("empty-state")) {
                    h2 { visit.say(filter.isFiltered ? Phrase("没有符合条件的单位", "No unit fits") : Phrase("还没有单位参加", "Nobody takes part yet")) }
                    p { visit.say(filter.isFiltered ? Phrase("请放宽条件。", "Ask for less.") : Phrase("单位参加后会列在这里。", "Units stand here once they have joined.")) }
                }
            } else {
                p { visit.say(count.says) }
                table(visit)
                visit.pager(page: visit.pageNumber, total: count.units, size: ParticipantFilter.size)
                p { a(.href(.within(path + ".csv", query: visit.query))) { visit.say(Phrase("下载 CSV", "Download as CSV")) } }
            }
        }
    }

    private var kinds: [(value: String, title: Phrase)] {
        var seen: Set<Way.Kind> = []
        return ways.compactMap { seen.insert($0.kind).inserted ? ($0.kind.rawValue, $0.name.phrase) : nil }
    }

    private func names(_ chosen: [Way.Kind]) -> Phrase {
        let names = chosen.compactMap { kind in ways.first { $0.kind == kind }?.name.phrase }
        return Phrase(names.map(\.zh).joined(separator: "、"), names.map(\.en).joined(separator: ", "))
    }

    private func table(_ visit: Visit) -> HTML {
        div(.class("table-wrap")) {
            Markup.table(.class("table")) {
                thead {
                    tr {
                        for title in [Phrase("单位", "Unit"), Phrase("地区", "Region"), Phrase("参与方式", "Ways"), Phrase("参加日期", "Joined on")] { th(.scope("col")) { visit.say(title) } }
                    }
                }
                tbody { for line in lines { row(line, visit) } }
            }
        }
    }

    private func row(_ line: Participant, _ visit: Visit) -> HTML {
        tr {
            th(.scope("row")) {
                a(.href("/organisations/\(line.unit)")) { visit.html(line.name) }
                if line.hasFlag {
                    " "
                    span(.class("badge", "badge-attention")) { visit.say(Phrase("已授旗", "Flag")) }
                }
                if line.times > 1 { span(.class("meta")) { visit.say(Phrase("（参加 \(line.times) 个分项）", " (in \(line.times) parts)")) } }
            }
            td(.data("label", visit.say(Phrase("地区", "Region")))) { line.region.flatMap { visit.regions[$0] }.map { visit.say($0.name) } ?? "—" }
            td(.data("label", visit.say(Phrase("参与方式", "Ways")))) { line.ways.isEmpty ? "—" : visit.say(names(line.ways)) }
            td(.data("label", visit.say(Phrase("参加日期", "Joined on")))) { Dates.plain(line.firstJoined.day(in: campaign.zone), visit.language) }
        }
    }
}

extension JoiningCount {
    /// `共 13 家单位，39 家次。` Units once; units once for each part.
    var says: Phrase {
        let parts = times > units ? Phrase("，分项合计 \(times) 家次", ", \(times) times counted by part") : Phrase(same: "")
        return Phrase("\(units) 家单位参加", units == 1 ? "1 unit takes part" : "\(units) units take part") + parts + Phrase("。", ".")
    }
}

/// The list as a file, at the pace of whoever receives it.
struct ParticipantFile: Sendable {
    let campaign: Campaign
    let filter: ParticipantFilter
    let visit: Visit

    private static let batch = 500

    var answer: Answer {
        let (database, regions, tongue, campaign, filter) = (visit.database, visit.regions, visit.language, campaign, filter)
        let stream = BodyStream { sink in
            let header = [Phrase("单位", "Unit"), Phrase("行政区划代码", "Region code"), Phrase("地区", "Region"), Phrase("参与方式", "Ways"), Phrase("参加日期", "Joined on"), Phrase("参加分项数", "Parts"), Phrase("授旗", "Flag")]
            var writer = CSVWriter(header: header.map { $0(tongue) })
            var page = 1
            while true {
                let (lines, ways) = try await database.read { [page] tx in
                    (try tx.participants(of: campaign.id, filter, page: page, size: Self.batch), try tx.ways(of: campaign.id))
                }
                for line in lines {
                    let names = line.ways.compactMap { kind in ways.first { $0.kind == kind }?.name(tongue) }
                    let region = line.region.flatMap { regions[$0] }?.name(tongue)
                    writer.row([
                        .text(line.name(tongue)), line.region.map { .text($0) } ?? .null, region.map { .text($0) } ?? .null,
                        .text(names.joined(separator: tongue == .zh ? "、" : ", ")), .text(line.firstJoined.day(in: campaign.zone).iso), .integer(Int64(line.times)),
                        .text(line.hasFlag ? "1" : "0"),
                    ])
                }
                try await sink.send(writer.drain())
                if lines.count < Self.batch { return }
                page += 1
            }
        }
        return Answer.stream(stream, mediaType: "text/csv").header("content-disposition", "attachment; filename=\"participants-\(campaign.key).csv\"")
    }
}
