import Access
import Activities
import Formats
import Kernel
import Language
import Markup
import Packs
import Storage
import Venues
import Web

/// `/resources/{id}`: one resource; one that was withdrawn says why, for as long as anybody may follow a link to it.
struct ResourcePage: Sendable {
    let entry: CatalogueEntry
    let vettings: [Vetting]
    let uses: UseCounts
    let activities: [(id: ID<Activity>, title: Wording)]
    let versions: [ResourceVersion]
    let files: [HeldFile]
    var previews: [FilePreview] = []
    let pack: PackPart?
    let downloads: (times: Int, units: Int)

    init?(_ id: ID<Resource>, in tx: Transaction) throws {
        guard let entry = try tx.catalogueEntry(id) else { return nil }
        self.entry = entry
        vettings = try tx.vettings(of: id, version: entry.version.number).filter { $0.signedAt != nil }
        uses = try tx.useCounts(of: id)
        activities = try tx.activitiesUsing(id, limit: 6)
        files = try tx.files(of: id, version: entry.version.number)
        downloads = try tx.downloads(of: id)
        pack = try PackPart(entry.resource, in: tx)
        versions = try tx.versions(of: id).filter { $0.state == .listed || $0.state == .superseded }
    }

    func answer(_ visit: Visit, panels: HTML) -> Answer {
        let content = entry.content
        return visit.page(
            content.name.phrase, trail: [("/resources", Phrase("资源", "Resources"))],
            head: dataBlock(.linkedData, json: markup(visit).jsonLD),
            preview: content.summary.phrase
        ) {
            p {
                if entry.resource.isAuthoritative {
                    ResourceView.authoritative(visit)
                    " "
                }
                visit.say(Phrase("提供单位：", "Offered by "))
                a(.href("/organisations/\(entry.resource.ownerID)")) { visit.html(entry.owner) }
            }
            ResourceView.details(content, kind: entry.resource.kind, visit)
            if let pack { pack.html(content, hasOwn: !files.isEmpty, visit) }
            panels
            fileSection(visit)
            if !vettings.isEmpty {
                section(.class("stack")) {
                    h2 { visit.say(Phrase("谁审核过科学内容", "Who checked its science")) }
                    VettingList(vettings: vettings, visit: visit).html
                }
            }
            use(visit)
            if versions.count > 1 { history(visit) }
        }
    }

    private func markup(_ visit: Visit) -> LearningResourceMarkup {
        let content = entry.content
        var markup = LearningResourceMarkup(
            name: content.name(visit.language), page: "\(visit.origin)/resources/\(entry.resource.id.text)", publisher: entry.owner(visit.language),
            kind: visit.say(entry.resource.kind.title))
        markup.about = content.summary(visit.language)
        markup.subjects = content.subjects.map { visit.say($0.title) }
        markup.levels = content.stages.map { visit.say($0.title) }
        markup.ages = content.ages
        markup.minutes = content.minutes
        markup.languages = content.languages.filter { $0 != .none }.map(\.rawValue)
        markup.licence = content.licence.address
        markup.credit = content.credit.isEmpty ? nil : content.credit
        markup.version = entry.version.number
        markup.modified = entry.version.changedAt
        return markup
    }

    @HTMLBuilder private func fileSection(_ visit: Visit) -> HTML {
        if !files.isEmpty {
            section(.class("stack"), .id("files")) {
                h2 { visit.say(Phrase("文件", "Files")) }
                if entry.content.licence.copying > .nobody {
                    let list = FileList(resource: entry.resource.id, files: files, visit: visit)
                    p(.class("meta")) {
                        let time = ByteSize.duration(list.totalBytes, bitsPerSecond: 10_000_000)
                        visit.say(
                            Phrase(
                                "共 \(files.count) 个文件，\(ByteSize.text(list.totalBytes))；10 兆宽带\(time.zh)。下载中断后可以接着下。",
                                "\(files.count) \(files.count == 1 ? "file" : "files"), \(ByteSize.text(list.totalBytes)); \(time.en) at 10 Mbit/s. A download that was cut goes on where it stopped."))
                    }
                    for preview in previews { preview.html(of: entry.resource.id, visit) }
                    list.html()
                    if !entry.content.licence.isForEverybody {
                        p(.class("meta")) { visit.say(Phrase("仅限参加单位：请先登录。", "For units that take part: sign in first.")) }
                    }
                } else {
                    p {
                        visit.say(
                            Phrase("许可不允许复制，请与提供单位联系取得。", "Its licence does not allow copies. Ask the unit that offers it."))
                    }
                }
            }
        }
    }

    private func use(_ visit: Visit) -> HTML {
        section(.class("stack")) {
            h2 { visit.say(Phrase("使用情况", "Who uses it")) }
            p { uses.says(visit) }
            if downloads.times > 0 {
                p(.class("meta")) {
                    let units = downloads.units
                    visit.say(
                        Phrase(
                            "文件下载 \(downloads.times) 次，其中可知单位 \(units) 家。下载不计入参与人次。",
                            "Its files were fetched \(downloads.times) \(downloads.times == 1 ? "time" : "times"), by \(units) known \(units == 1 ? "unit" : "units") among others. A download is no visit."))
                }
            }
            if !activities.isEmpty {
                ul { for activity in activities { li { a(.href("/activities/\(activity.id)")) { visit.html(activity.title) } } } }
            }
            if visit.identity?.mayAnywhere(Resources.use) == true {
                p { a(.class("button"), .href("/desk/resources/\(entry.resource.id)/use")) { visit.say(Phrase("报告我单位的使用情况", "Report your unit's use")) } }
            }
        }
    }

    private func history(_ visit: Visit) -> HTML {
        details {
            summary { visit.say(Phrase("版本", "Versions")) }
            ul {
                for version in versions {
                    li {
                        visit.say(Phrase("第 \(version.number) 版，", "Version \(version.number), "))
                        Dates.plain(version.changedAt.day(in: .china), visit.language) + " · " + visit.say(version.state.title)
                    }
                }
            }
        }
    }

    /// 410 at the address of what was listed once: when it was withdrawn and why, and nothing of what it said.
    static func gone(_ version: ResourceVersion, _ visit: Visit) -> Answer {
        visit.page(Phrase("这项资源已下架", "This resource was withdrawn"), trail: [("/resources", Phrase("资源", "Resources"))], status: 410) {
            p { visit.say(Phrase("下架日期：\(Dates.plain(version.changedAt.day(in: .china), .zh))。", "Withdrawn on \(Dates.plain(version.changedAt.day(in: .china), .en)).")) }
            if version.isWrong {
                div(.class("notice", "notice-error")) {
                    p { visit.say(Phrase("其中有科学性错误。请不要再用，已印制或拷贝的请收回。", "Its science is wrong. Please do not use it any more, and take back what was printed or copied.")) }
                }
            }
            if !version.remark.isEmpty { p { visit.say(Phrase("理由：", "Reason: ")) + version.remark } }
            p { a(.class("button"), .href("/resources")) { visit.say(Phrase("查看其他资源", "Other resources")) } }
        }
    }
}
