import Activities
import Kernel
import Language
import Web

/// The hall for programs: no link by which one joins, only the hall's own addresses.
enum LiveJSON {
    static func list(_ list: HallList, _ visit: Visit) -> String {
        func all(_ items: [HallItem]) -> String { JSONText.list(items.map { item($0, visit) }) }
        return JSONText.object([("now", all(list.now)), ("next", all(list.next)), ("recordings", all(list.recordings))])
    }

    static func item(_ item: HallItem, _ visit: Visit) -> String {
        JSONText.object([
            ("session", JSONText.quote(item.session.id.text)), ("activity", JSONText.quote(item.session.activity.text)),
            ("title", JSONText.object([("zh", JSONText.quote(item.title(.zh))), ("en", JSONText.quote(item.title(.en)))])),
            ("begin", JSONText.quote(item.session.begin.iso)), ("end", JSONText.quote(item.session.end.iso)),
            ("opens", JSONText.quote(item.room.window(of: item.session).lowerBound.iso)),
            ("state", JSONText.quote(item.room.moment(of: item.session, at: visit.now).rawValue)), ("recording", item.room.recordingURL == nil ? "false" : "true"),
            ("viewers", String(item.room.counted.viewers)), ("views", String(item.room.counted.views)), ("peak", String(item.room.counted.peak)),
            ("replays", String(item.room.replays)), ("page", JSONText.quote(visit.origin + "/live/\(item.session.id.text)")),
        ])
    }
}
