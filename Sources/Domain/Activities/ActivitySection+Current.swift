import Campaigns
import Declaration
import Kernel
import Language
import Storage
import Venues

extension Transaction {
    /// What the room holds under that key, as a campaign file says it.
    func declaredActivity(_ key: String) throws -> DeclaredValue? {
        guard let one = try activity(key: key), let content = try latestVersion(of: one.id)?.content else { return nil }
        let placements = try placements(of: one.id).filter { $0.isPublished && !$0.isTakenIn }
        let age: DeclaredValue? = content.ageMin == nil && content.ageMax == nil ? nil : .record(of: ["min": content.ageMin, "max": content.ageMax])
        let sessions = try sessions(of: one.id).filter { $0.recurrence == nil && $0.status != .cancelled }
        return .record(of: [
            "key": one.key, "title": content.title.phrase, "summary": content.summary.phrase,
            "campaigns": try placements.map { try declared($0) }, "organiser": try self.key(of: one.organiser),
            "organisations": try bodies(of: one.id).map { body -> DeclaredValue in
                .record(of: ["organisation": try self.key(of: body.organisation), "role": body.role])
            },
            "venue": try content.venue.flatMap { try self.key(of: $0) }, "place": Self.declared(content.place, region: content.region),
            "online": content.onlineURL.map { url -> DeclaredValue in .record(of: ["url": url.isEmpty ? nil : url]) },
            "mode": content.mode.rawValue, "kind": content.kind.rawValue, "audience": content.audience?.phrase, "age": age,
            "capacity": content.capacity, "fee": content.fee?.phrase, "umbrella": one.isUmbrella,
            "parent": try one.parent.flatMap { try activity($0) }?.key,
            "sessions": sessions.map { Self.declared($0, capacity: content.capacity) },
            "recurring": try recurrences(of: one.id).first.map(Self.declared), "period": content.period.map(Self.declared),
            "repaired": one.repaired, "source": one.sources, "note": content.note?.phrase,
        ])
    }

    private func declared(_ placement: Placement) throws -> DeclaredValue {
        .record(of: ["campaign": try campaign(placement.campaign)?.key, "block": placement.block, "theme": placement.theme])
    }

    private static func declared(_ place: Place?, region: String?) -> DeclaredValue? {
        guard let place else { return nil }
        return .record(of: [
            "name": place.name.phrase, "address": place.address?.phrase, "region": region, "latitude": place.point?.latitude,
            "longitude": place.point?.longitude,
        ])
    }

    private static func declared(_ session: ActivitySession, capacity: Int?) -> DeclaredValue {
        .record(of: [
            "key": session.key, "begin": session.begin.local(in: session.zone), "end": session.end.local(in: session.zone),
            "capacity": session.capacity == capacity ? nil : session.capacity, "assumed": !session.hoursAnnounced, "note": session.note?.phrase,
        ])
    }

    private static func declared(_ kept: KeptRecurrence) -> DeclaredValue {
        let rule = kept.rule
        return .record(of: [
            "begin": rule.begin.text, "end": rule.end.text, "days": DeclaredDays.names(rule.days), "from": rule.from, "until": rule.until,
            "except": rule.except.sorted(), "holidays": rule.holidays.rawValue, "workdays": rule.makeUpDays.rawValue,
            "assumed": !kept.hoursAnnounced,
        ])
    }

    private static func declared(_ period: ActivityPeriod) -> DeclaredValue {
        .record(of: ["begin": period.begin, "end": period.end, "precision": period.precision.rawValue])
    }
}
