import Access
import Activities
import Calls
import Campaigns
import Figures
import Kernel
import Language
import Participation
import People
import Resources
import Rooms
import Storage
import TestKit
import Testing
import Venues
import Web

@testable import JointActions

/// An action with two parts below it, three units, and the office that leads the action.
struct JointWorld {
    let database: Database
    let clock: TestClock
    let site: Site
    let units: [ID<Organisation>]
    let hosts: [Browser]
    let office: Browser
    let visitor: Browser

    static let house = TestHouse(
        People.module, Messages.module, Venues.module, Campaigns.module, Activities.module, Participation.module, Figures.module, Calls.module, Resources.module,
        JointActions.module)

    static func make(_ engine: TestEngine) async throws -> JointWorld {
        let clock = TestClock("2023-09-20T02:00:00Z")
        let database = try await house.database(engine, clock: clock.clock)
        _ = try await house.apply(file, to: database)
        let units = try await database.read { tx in try ["museum", "school", "caravan"].map { try #require(try tx.organisation(key: $0)).id } }
        let site = try await house.site(database)
        var hosts: [Browser] = []
        for (place, unit) in units.enumerated() {
            hosts.append(try await .signedIn("host\(place)@example.org", Grant(.host, over: .organisation(unit.number)), at: site))
        }
        return JointWorld(
            database: database, clock: clock, site: site, units: units, hosts: hosts,
            office: try await .signedIn("office@example.org", Grant(.organiser, over: .campaign("action")), at: site), visitor: Browser(site))
    }

    static let page = "/desk/campaigns/action/taking-part"

    @discardableResult
    func join(_ place: Int, _ ways: [String] = [], in campaign: String = "action") async throws -> PageSeen {
        let path = "/desk/campaigns/\(campaign)/taking-part"
        let page = try await hosts[place].go(path)
        return try await hosts[place].post(path, [("csrf", page.token), ("unit", units[place].text)] + ways.map { ("ways", $0) })
    }

    static let file = """
        kepu: 1
        organisations:
          - {key: museum, name: {zh: "市科技馆", en: "City Museum"}, kind: museum, region: "610113"}
          - {key: school, name: {zh: "第一中学", en: "First School"}, kind: school, region: "610116"}
          - {key: caravan, name: {zh: "大篷车队", en: "Caravan Team"}, kind: institute, region: "231100"}
        campaigns:
          - {key: action, name: {zh: "联合行动", en: "Joint action"}, kind: mobile-action, year: 2023, begin: "2023-09-01", end: "2023-12-31", accent: jade, summary: {zh: "健康", en: "Health"}}
          - {key: action-north, name: {zh: "北片", en: "North"}, kind: mobile-action, year: 2023, begin: "2023-09-01", end: "2023-12-31", parent: action, summary: {zh: "北", en: "North"}}
          - {key: old-action, name: {zh: "去年的行动", en: "Last year"}, kind: mobile-action, year: 2022, begin: "2022-09-01", end: "2022-12-31", accent: jade, summary: {zh: "旧", en: "Old"}}
          - {key: plain, name: {zh: "普通活动", en: "Plain"}, kind: mobile-action, year: 2023, begin: "2023-09-01", end: "2023-12-31", accent: jade, summary: {zh: "无", en: "None"}}
        ways:
          - {key: digital, name: {zh: "下载数字资源", en: "Download digital resources"}, campaign: action, kind: digital, way: {zh: "下载", en: "Download"}}
          - {key: own, name: {zh: "自行开发", en: "Develop one's own"}, campaign: action, kind: own, way: {zh: "自己办", en: "By oneself"}}
          - {key: own-north, name: {zh: "自行开发", en: "Develop one's own"}, campaign: action-north, kind: own, way: {zh: "自己办", en: "By oneself"}}
          - {key: own-old, name: {zh: "自行开发", en: "Develop one's own"}, campaign: old-action, kind: own, way: {zh: "自己办", en: "By oneself"}}
        resources:
          - {key: hands, name: {zh: "正确洗手", en: "Washing hands"}, kind: video, organisation: museum, campaign: action, summary: {zh: "三分钟动画。", en: "A cartoon of three minutes."}, subjects: [health], stages: [preschool], minutes: 3, languages: [zh], licence: CC0-1.0}
          - {key: other, name: {zh: "别的", en: "Elsewhere"}, kind: video, organisation: museum, summary: {zh: "别处。", en: "Elsewhere."}, subjects: [health], languages: [zh], licence: CC0-1.0}
        activities:
          - key: launch
            title: {zh: "启动仪式", en: "The launch"}
            summary: {zh: "授旗。", en: "Flags."}
            campaigns: [{campaign: action}]
            organiser: museum
            place: {name: {zh: "黑河", en: "Heihe"}, region: "231100"}
            mode: onsite
            kind: ceremony
            sessions: [{begin: "2023-09-19T09:00", end: "2023-09-19T12:00"}]
        """
}
