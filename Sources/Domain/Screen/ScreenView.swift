import Activities
import Campaigns
import Figures
import JointActions
import Kernel
import Language
import Markup
import Regions
import Venues
import Web

/// The parts of a screen in one language.
struct ScreenView {
    let state: ScreenState
    let language: Tongue
    let regions: RegionTable

    func html(_ part: ScreenPart) -> HTML {
        switch part {
        case .head: head
        case .totals: ScreenTotals(key: state.campaign.key, totals: state.totals, language: language).html
        case .map: map
        case .newest: newest
        case .places: places
        case .flags: flags
        }
    }

    /// The same as text, to be sent.
    func pieces(_ parts: [ScreenPart]) -> [Broadcast.Piece] { parts.map { .init($0.rawValue, String(decoding: html($0).bytes, as: UTF8.self)) } }

    private func say(_ phrase: Phrase) -> String { phrase(language) }

    private var head: HTML {
        let campaign = state.campaign
        return HTML {
            h1(.class("screen-title")) { a(.href("/campaigns/\(campaign.key)")) { html(campaign.name) } }
            p(.class("screen-when")) {
                Dates.span(campaign.begin, campaign.end, language) + " · "
                strong { day }
            }
        }
    }

    /// `第 3 天，共 8 天` while it runs.
    private var day: String {
        let campaign = state.campaign
        let phase = campaign.phase(on: state.today)
        guard phase == .running, campaign.precision == .day else { return say(phase.title) }
        let (now, all) = (state.today.daysSince1970 - campaign.begin.daysSince1970 + 1, campaign.end.daysSince1970 - campaign.begin.daysSince1970 + 1)
        return all == 1 ? say(phase.title) : say(Phrase("第 \(now) 天，共 \(all) 天", "Day \(now) of \(all)"))
    }

    private var map: HTML {
        let hasVisits = state.provinces.contains { $0.indicators["visits"] != nil }
        let found = Dictionary(state.provinces.filter { !$0.key.isEmpty }.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        let reached = RegionTile.china.count { tile in state.provinces.contains { $0.key == regions.today(tile.code) && $0.activities > 0 } }
        let key = state.campaign.key
        return HTML {
            h2 { hasVisits ? say(Phrase("各省级行政区的人次", "Visits by province")) : say(Phrase("各省级行政区的活动", "Activities by province")) }
            p(.class("screen-reached")) {
                span {
                    ScreenNumber("provinces", Int64(reached), language).html
                    " / \(RegionTile.china.count)"
                }
                " "
                small { say(Phrase("个省级行政区有活动", "provinces reached")) }
            }
            cartogram(found, hasVisits) { code in found[code] == nil ? nil : "/figures/\(key)?by=region&of=\(code)" }.html(language, regions)
            lines(hasVisits)
        }
    }

    private func cartogram(_ found: [String: FigureLine], _ hasVisits: Bool, _ link: @escaping (String) -> Address?) -> Cartogram {
        hasVisits
            ? Cartogram(
                Phrase("各省级行政区的人次", "Visits in each province"), amounts: found.mapValues { $0.amount(byVisits: true) },
                unit: { Phrase("人次", $0 == 1 ? "visit" : "visits") }, link: link)
            : Cartogram(
                Phrase("各省级行政区的活动数", "Activities in each province"), values: found.mapValues(\.activities),
                unit: { Phrase("项活动", $0 == 1 ? "activity" : "activities") }, link: link)
    }

    /// The reporting lines lie in no province: the largest stand beside the map.
    @HTMLBuilder private func lines(_ hasVisits: Bool) -> HTML {
        let found = state.reporting.compactMap { line -> (line: Organisation.Line, value: Int64)? in
            guard let known = Organisation.Line(rawValue: line.key), let value = line.amount(byVisits: hasVisits).number else { return nil }
            return (known, value)
        }.filter { $0.value > 0 }.sorted { ($1.value, $0.line.rawValue) < ($0.value, $1.line.rawValue) }
        if !found.isEmpty {
            ul(.class("screen-lines"), .role("list"), .aria("label", say(Phrase("各系统", "Reporting lines")))) {
                for one in found.prefix(3) {
                    li {
                        a(.href("/figures/\(state.campaign.key)/\(hasVisits ? "visits" : "activities")?line=\(one.line.rawValue)")) { say(one.line.title) }
                        element("data", .value("\(one.value)"), .data("line", one.line.rawValue)) { Numerals.short(one.value, language) }
                    }
                }
            }
        }
    }

    private var newest: HTML {
        HTML {
            h2 { say(Phrase("最新活动", "Newest activities")) }
            if state.newest.isEmpty {
                p(.class("screen-none")) { say(Phrase("活动发布后在这里出现", "Activities appear here once published")) }
            } else {
                ol(.class("screen-list")) {
                    for one in state.newest {
                        li {
                            a(.href("/activities/\(one.activity.text)")) { html(one.title) }
                            small { ([one.region.flatMap { regions.path(of: $0).first }.map { say($0.short) }, clock(one.at, state.campaign.zone)] as [String?]).compactMap(\.self).joined(separator: " · ") }
                        }
                    }
                }
            }
        }
    }

    private var places: HTML {
        let ahead = state.places
        return HTML {
            h2 { say(Phrase("剩余名额", "Places left")) }
            if ahead.sessions == 0 {
                p(.class("screen-none")) { say(Phrase("没有还能预约的场次", "No session to come has places left")) }
            } else {
                p(.class("screen-figure")) {
                    ScreenNumber("places-left", ahead.places, language).html
                    " "
                    small { say(Phrase("个 · \(Numerals.count(ahead.sessions, .zh)) 场", "in " + Plural.en(ahead.sessions, "session", "sessions"))) }
                }
                ol(.class("screen-list")) {
                    for one in ahead.soonest {
                        li {
                            a(.href("/activities/\(one.activity.text)")) { html(one.title) }
                            small {
                                clock(one.begin, one.zone) + " · "
                                    + say(Phrase("余 \(Numerals.count(one.places, .zh))", "\(Numerals.count(one.places, .en)) left"))
                            }
                        }
                    }
                }
            }
        }
    }

    private var flags: HTML {
        let roll = state.flags
        guard roll.units > 0 || roll.flags > 0 else { return HTML() }
        return HTML {
            h2 { say(Phrase("授旗单位", "Units with flag")) }
            p(.class("screen-figure")) {
                ScreenNumber("flags", Int64(roll.flags), language).html
                " "
                small {
                    let units = Numerals.count(roll.units, language)
                    say(Phrase("家，共 \(units) 家参加", "of \(units) units"))
                }
            }
            if !roll.latest.isEmpty { ul(.class("screen-names")) { for name in roll.latest { li { html(name) } } } }
        }
    }

    /// `14:02` today, `9月16日 14:02` on another day.
    private func clock(_ instant: Instant, _ zone: Zone) -> String {
        let local = instant.local(in: zone)
        guard local.day != state.today else { return local.clock }
        return language == .zh ? "\(local.day.month)月\(local.day.day)日 \(local.clock)" : "\(local.day.day) \(Dates.month(local.day, .en)), \(local.clock)"
    }

    private func html(_ wording: Wording) -> HTML {
        let spoken = wording.language(for: language)
        return spoken == language ? HTML(text: wording(language)) : span(.lang(spoken.tag)) { wording(language) }
    }
}
