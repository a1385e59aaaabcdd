import Activities
import Formats
import Kernel
import Storage
import Web

/// What a device sends and is told. It proves itself by its token in `Door-Token`; no account and no cookie counts.
enum DeviceSendingRoutes {
    static let routes: [Route] = [
        .bytes("/door/devices/pairing", .anyone, bodyLimit: 10_000) { visit in
            let sent = try read(visit)
            let word = sent["word"]?.text ?? "", says = try time(sent)
            let (device, token) = try await visit.database.write { try $0.pairDoorDevice(word: word, says: says) }
            let clock = DeviceClock(says: says, now: visit.now)
            let state = try await visit.database.read { try DeviceState($0, device) }
            return answer([("token", JSONText.quote(token))] + state.fields(clock, visit))
        },
        .bytes("/door/devices/sync", .anyone, bodyLimit: 1 << 20) { visit in
            let sent = try read(visit), token = visit.header("door-token") ?? "", says = try time(sent)
            guard case .list(let items) = sent["entries"] ?? .list([]), items.count <= DoorEntry.mostAtOnce else {
                throw Refusal(.invalid, "entries", "entries 应为列表，一次最多 \(DoorEntry.mostAtOnce) 条。", "entries is a list of at most \(DoorEntry.mostAtOnce).", field: "entries")
            }
            let waiting: Int
            if case .integer(let count)? = sent["waiting"] { waiting = Int(max(0, min(1_000_000, count))) } else { waiting = 0 }
            let (entries, flawed) = sort(items)
            let clock = DeviceClock(says: says, now: visit.now)
            let (device, replies) = try await visit.database.write { tx -> (DoorDevice, [DoorReply]) in
                let device = try tx.doorDevice(token: token)
                let replies = try tx.takeEntries(entries, of: device, clock: clock)
                try tx.heard(device, skew: clock.skew, waiting: max(0, waiting - items.count))
                return (device, replies)
            }
            // The list of a great day is long and the link may be slow: only whoever asks gets it, and only where it is another than theirs.
            let held = sent["tickets"] == .bool(true) ? "" : sent["tickets"]?.text
            let state = try await visit.database.read { try DeviceState($0, device, held: held) }
            let results = JSONText.list((replies + flawed).map { json($0, visit) })
            return answer([("results", results)] + state.fields(clock, visit))
        },
    ]

    /// Those that can be read, and what is wrong with the others: one bad row keeps nobody else back.
    private static func sort(_ items: [Datum]) -> ([DoorEntry], [DoorReply]) {
        var (entries, flawed, seen): ([DoorEntry], [DoorReply], Set<Int64>) = ([], [], [])
        for item in items {
            var seq: Int64 = 0
            if case .integer(let number)? = item["seq"] { seq = number }
            do throws(Refusal) {
                let entry = try DoorEntry(item)
                if seen.insert(entry.seq).inserted { entries.append(entry) }
            } catch {
                flawed.append(DoorReply(seq, "wrong", says: error.phrase))
            }
        }
        return (entries, flawed)
    }

    private static func read(_ visit: Visit) throws -> Datum {
        do throws(FormatProblem) { return try JSONDocument.read(visit.posted.body) } catch {
            throw Refusal(.invalid, "json", "内容不是 JSON：\(error.phrase.zh)", "This is no JSON: \(error.phrase.en)")
        }
    }

    private static func time(_ sent: Datum) throws(Refusal) -> Instant {
        guard let now = sent["now"]?.text.flatMap({ Instant(iso: $0) }) else {
            throw Refusal(.invalid, "now", "缺少设备时间 now，应如 2026-01-01T09:00:00+08:00。", "now, the device's time, is missing; it looks like 2026-01-01T09:00:00+08:00.", field: "now")
        }
        return now
    }

    private static func json(_ reply: DoorReply, _ visit: Visit) -> String {
        JSONText.object([
            ("seq", String(reply.seq)), ("result", JSONText.quote(reply.result)), ("first", JSONText.quote(orNull: reply.firstAt?.iso)),
            ("device", JSONText.quote(reply.firstDevice)), ("says", JSONText.quote(orNull: reply.says.map { visit.say($0) })),
        ])
    }

    private static func answer(_ fields: [(String, String)]) -> Answer { Answer.json(JSONText.object(fields)).header("cache-control", "private, no-store") }
}
