import Access
import Activities
import Kernel
import Language
import Regions
import Storage
import Venues
import Workflow

extension Transaction {
    func facility(_ id: ID<Facility>) throws -> Facility? { try row("SELECT * FROM mobilefacilities_facility WHERE id = \(id)", Facility.init) }

    func facility(number: String) throws -> Facility? { try row("SELECT * FROM mobilefacilities_facility WHERE number = \(number)", Facility.init) }

    /// Where a role over it may be held: over its owner, who runs it, and where it stands.
    func facilityScopes(_ content: FacilityContent) throws -> [Scope] {
        let runs = try content.operatorID.map { try organisationScopes($0) } ?? []
        return try organisationScopes(content.ownerID) + runs + regionScopes(content.region)
    }

    /// For somebody who keeps it; others do not learn that there is one at the desk.
    func requireFacility(_ id: ID<Facility>, for identity: Identity) throws -> Facility {
        guard let facility = try facility(id) else { throw Refusal.notFound(Facility.noun) }
        try identity.require(MobileFacilities.keep, within: try facilityScopes(facility.content))
        return facility
    }

    /// Refuses what contradicts itself or the register.
    private func check(_ content: FacilityContent, besides own: ID<Facility>?) throws {
        if content.kind == .caravan, content.type == nil {
            throw Refusal(.invalid, "facility-type", "大篷车请选择车型。", "Choose the type of the caravan.", field: "type")
        }
        if content.kind != .caravan, content.type != nil || content.plate != nil {
            throw Refusal(.invalid, "facility-vehicle", "只有大篷车填写车型和车牌。", "Only caravans have a type and a plate.", field: content.type == nil ? "plate" : "type")
        }
        if let year = content.year, year > now.day(in: .china).year {
            throw Refusal(.invalid, "facility-year", "配发年份还没有到。", "The year of allocation is yet to come.", field: "year")
        }
        guard try region(content.region) != nil else {
            throw Refusal(.invalid, "facility-region", "没有代码为“\(content.region)”的地区。", "There is no region “\(content.region)”.", field: "region")
        }
        if let plate = content.plate, let other = try row("SELECT id, number FROM mobilefacilities_facility WHERE plate = \(plate)", { (try $0.id("id", Facility.self), try $0.text("number")) }), other.0 != own {
            throw Refusal(.conflict, "facility-plate", "车牌 \(plate) 已登记在编号 \(other.1) 下。", "The plate \(plate) is registered under number \(other.1).", field: "plate")
        }
    }

    @discardableResult
    func addFacility(_ number: String, _ content: FacilityContent, state: FacilityState = .allocated, by identity: Identity) throws -> ID<Facility> {
        try identity.require(MobileFacilities.keep, within: try facilityScopes(content))
        try requireOwner(of: content, identity)
        let taken = Refusal(.conflict, "facility-number", "编号 \(number) 已经登记，请核对。", "The number \(number) is registered already.", field: "number")
        guard try facility(number: number) == nil else { throw taken }
        try check(content, besides: nil)
        let id: ID<Facility> = newID()
        let added = try execute(
            """
            INSERT INTO mobilefacilities_facility (id, number, kind, name_zh, name_en, owner_id, operator_id, operator_kind, region, type, plate, year, state, state_since,
                reason, note, kilometres, reached_on, changed_at)
            VALUES (\(id), \(number), \(content.kind), \(content.name.zh), \(content.name.en), \(content.ownerID), \(content.operatorID), \(content.operatorKind),
                \(content.region), \(content.type), \(content.plate), \(content.year), \(state), \(now.day(in: .china)), '', \(content.note), NULL, NULL, \(now))
            ON CONFLICT (number) DO NOTHING
            """)
        guard added == 1 else { throw taken }
        try record(LedgerEntry("mobile.registered", "facility", id, by: identity.account.id.number, visibility: .public))
        return id
    }

    /// Asks for a role over the owner, or over where it is.
    private func requireOwner(of content: FacilityContent, _ identity: Identity) throws {
        try identity.require(MobileFacilities.keep, within: try organisationScopes(content.ownerID) + regionScopes(content.region))
    }

    /// Gives whether anything changed.
    @discardableResult
    func changeFacility(_ id: ID<Facility>, to content: FacilityContent, by identity: Identity) throws -> Bool {
        let old = try requireFacility(id, for: identity)
        guard old.content != content else { return false }
        // Nobody hands it to a unit that is not theirs.
        try identity.require(MobileFacilities.keep, within: try facilityScopes(content))
        // Nor does whoever runs it for somebody take it from them.
        if content.ownerID != old.content.ownerID {
            try requireOwner(of: old.content, identity)
            try requireOwner(of: content, identity)
        }
        try check(content, besides: id)
        if content.kind != old.content.kind, old.kilometres != nil {
            throw Refusal(.conflict, "facility-kind", "已有里程读数，不能改为其他种类。", "It has readings of its odometer, so its kind stays.", field: "kind")
        }
        try execute(
            """
            UPDATE mobilefacilities_facility SET kind = \(content.kind), name_zh = \(content.name.zh), name_en = \(content.name.en), owner_id = \(content.ownerID),
                operator_id = \(content.operatorID), operator_kind = \(content.operatorKind), region = \(content.region), type = \(content.type),
                plate = \(content.plate), year = \(content.year), note = \(content.note), changed_at = \(now) WHERE id = \(id)
            """)
        try record(LedgerEntry("mobile.changed", "facility", id, by: identity.account.id.number, visibility: .public))
        return true
    }

    func step(_ id: ID<Facility>, on event: FacilityEvent, on day: Day, says: String, by identity: Identity) throws {
        let old = try requireFacility(id, for: identity)
        let line = try Facility.workflow.transition(from: old.state, on: event)
        guard day <= now.day(in: .china) else { throw Refusal(.invalid, "facility-day", "日期还没有到。", "This day is yet to come.", field: "day") }
        guard event == .commission || !says.isEmpty else { throw Refusal(.invalid, "facility-reason", "请写明原因。", "Say why.", field: "says") }
        let changed = try execute(
            """
            UPDATE mobilefacilities_facility SET state = \(line.to), state_since = \(day), reason = \(says), changed_at = \(now)
            WHERE id = \(id) AND state = \(old.state) AND changed_at = \(old.changedAt)
            """)
        guard changed == 1 else { throw Refusal(.conflict, "facility-moved", "他人刚更改了这项登记，请看过现状再办理。", "Somebody has just changed this. Look at it as it is now.") }
        try record(LedgerEntry(line.records, "facility", id, by: identity.account.id.number, reason: says, visibility: .public))
    }

    /// Ties an activity of whoever owns or runs it: a trip, a stop. Its sessions and who came stay the activity's.
    func tie(_ activity: ID<Activity>, to id: ID<Facility>, by identity: Identity) throws {
        let facility = try requireFacility(id, for: identity)
        guard let found = try self.activity(activity), found.organiser == facility.content.ownerID || found.organiser == facility.content.operatorID else {
            throw Refusal(.invalid, "facility-activity", "请选择所有单位或运行单位举办的活动。", "Choose an activity of the unit that owns or runs it.", field: "activity")
        }
        let added = try execute("INSERT INTO mobilefacilities_activity (activity_id, facility_id) VALUES (\(activity), \(id)) ON CONFLICT (activity_id, facility_id) DO NOTHING")
        if added == 1 { try record(LedgerEntry("mobile.tied", "facility", id, by: identity.account.id.number, payload: "{\"activity\":\"\(activity.text)\"}", visibility: .unit)) }
    }

    func untie(_ activity: ID<Activity>, from id: ID<Facility>, by identity: Identity) throws {
        _ = try requireFacility(id, for: identity)
        let gone = try execute("DELETE FROM mobilefacilities_activity WHERE activity_id = \(activity) AND facility_id = \(id)")
        if gone == 1 { try record(LedgerEntry("mobile.untied", "facility", id, by: identity.account.id.number, payload: "{\"activity\":\"\(activity.text)\"}", visibility: .unit)) }
    }
}
