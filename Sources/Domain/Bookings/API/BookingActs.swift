import API
import Access
import Activities
import Kernel
import Storage
import Web

/// Bookings at `/api/v1`, for those who book for others: a host's own desk, a partner's counter or hall.
enum BookingActs {
    static let operations = [list, make, item, accept, cancel]

    private static let session = [APIParameter.path("id", "活动的标识", "The activity's identity"), .path("session", "场次的标识", "The session's identity")]
    private static let code = [APIParameter.path("code", "预约码", "The booking's code")]

    private static let list = APIOperation.list(
        APIAct(
            "/activities/{id}/sessions/{session}/bookings", name: "listBookings", Phrase("一个场次的预约", "The bookings of a session"),
            says: Phrase("按预约的先后排列；不含预约者的姓名和电话。", "In the order in which they were made; without names and telephone numbers."), [Bookings.make], session,
            examples: [APIActExample(Phrase("一个场次", "One session")) { tx in try aSession(tx).map { ($0, nil) } }]), of: BookingTold.json
    ) { request, tx in
        let session = try found(request, tx), call = request.call
        let some = try tx.rows(
            """
            SELECT * FROM bookings_booking WHERE activity_id = \(session.activity) AND session_id = \(session.id) AND id > \(call.afterNumber ?? 0)
            ORDER BY id LIMIT \(call.limit + 1)
            """, Booking.init)
        return APIPage(upTo: call.limit, of: try some.map { try BookingTold($0, in: tx) }, total: nil) { [String($0.booking.id.number)] }
    }

    private static let form = APIForm(
        Form(
            FormField("kind", "谁来参观", "Who comes", .choice(PartyKind.allCases.map { .init($0.rawValue, $0.title) })),
            FormField("party", "人数", "How many persons", .integer(1...10_000), required: true), FormField("name", "联系人", "Contact person", .text(max: 60), required: true),
            FormField("phone", "手机", "Telephone", .phone, required: true), FormField("unit", "学校或单位", "School or unit", .text(max: 120)),
            FormField("adults", "其中老师或家长", "Grown-ups among them", .integer(0...10_000)), FormField("preschool", "学龄前儿童", "Children before school", .checkbox),
            FormField("youngest", "最小年龄", "Age of the youngest", .integer(0...120)),
            FormField("guests", "参观者名单，每行一人：姓名，规则要求时加证件号码", "Those who come, one a line: the name, and where the rules ask the identity number", .longText(max: 40_000)),
            FormField("consent", "监护人已同意", "Guardians agree", .checkbox), FormField("waiting", "没有名额时加入候补", "Join the waiting list if there is no place", .checkbox)),
        begins: ["kind": PartyKind.individual.rawValue])

    private static let make = APIOperation.make(
        APIAct(
            "/activities/{id}/sessions/{session}/bookings", name: "book", Phrase("预约", "Book"),
            says: Phrase("按该场次的预约规则；同一 Idempotency-Key 只预约一次。", "By the booking rules of the session; one Idempotency-Key books once."), [Bookings.make], session,
            examples: [
                APIActExample(Phrase("两个人", "Two persons")) { tx in
                    try aSession(tx).map { ($0, "{\"party\":2,\"name\":\"示例 Sample\",\"phone\":\"13800000000\",\"waiting\":true}") }
                }
            ]),
        APIBodySchema(form.schema("NewBooking", isNew: true), form: form), BookingTold.record
    ) { request, tx in
        let session = try found(request, tx)
        let reading = try form.reading(request.body, onto: form.begins)
        guard let party = reading.integer("party") else { throw APIRefusal.body(form.flaws(of: reading)) }
        var wish = BookingWish(
            PartyKind(rawValue: reading.text("kind")) ?? .individual, party: Int(party), person: BookingPerson(name: reading.text("name"), phone: reading.text("phone")),
            waits: reading.isChecked("waiting"), guests: reading.text("guests"), hasConsent: reading.isChecked("consent"))
        if wish.kind.isLed || reading.integer("adults") != nil {
            wish.unit = .init(name: reading.text("unit"), adults: Int(reading.integer("adults") ?? 0), isPreschool: reading.isChecked("preschool"))
        }
        wish.youngest = reading.integer("youngest").map { Int($0) }
        let booking = try tx.book(wish, activity: session.activity, session: session.id)
        return (try BookingTold(booking, in: tx), "/bookings/\(booking.code.text)")
    }

    private static let item = APIOperation.read(
        APIAct(
            "/bookings/{code}", name: "readBooking", Phrase("一个预约", "One booking"), [Bookings.make], code,
            examples: [APIActExample(Phrase("一个预约", "One booking")) { tx in try aBooking(tx, nil).map { ($0, nil) } }]), BookingTold.record)

    /// For steps of which nothing more is said.
    private static let nothing = APIForm(Form())

    private static let accept = APIOperation.act(
        APIAct(
            "/bookings/{code}/acceptance", name: "acceptPlaces", Phrase("确认候补名额", "Accept the places offered"), [Bookings.make], code,
            examples: [APIActExample(Phrase("有名额的候补", "A party with an offer")) { tx in try aBooking(tx, .offered).map { ($0, "{}") } }]),
        APIBodySchema(nothing.schema("BookingAcceptance", isNew: true), form: nothing), BookingTold.record
    ) { _, told, tx in try tx.acceptOffer(told.booking.code) }

    private static let cancel = APIOperation.act(
        APIAct(
            "/bookings/{code}/cancellation", name: "cancelBooking", Phrase("取消预约", "Give a booking back"), [Bookings.make], code,
            examples: [APIActExample(Phrase("一个预约", "A booking")) { tx in try aBooking(tx, .waiting).map { ($0, "{}") } }]),
        APIBodySchema(nothing.schema("BookingCancellation", isNew: true), form: nothing), BookingTold.record
    ) { request, told, tx in try tx.cancelBooking(told.booking.code, by: request.identity.account.id.number) }

    private static func found(_ request: APIRequest, _ tx: Transaction) throws -> ActivitySession {
        let activity: ID<Activity> = try request.id("id", of: Activity.noun), id: ID<ActivitySession> = try request.id("session", of: ActivitySession.noun)
        try request.identity.require(Bookings.make, within: tx.entryScopes(activity))
        guard let session = try tx.session(activity, id) else { throw Refusal.notFound(ActivitySession.noun) }
        return session
    }

    /// A session to show it with: still to come, and taking bookings.
    private static func aSession(_ tx: Transaction) throws -> [(name: String, value: String)]? {
        try tx.row(
            """
            SELECT s.activity_id, s.session_id FROM bookings_rule r JOIN view_activities_session s ON s.activity_id = r.activity_id AND s.session_id = r.session_id
            WHERE r.is_open = 1 AND s.begin_at > \(tx.now) AND s.status <> 'cancelled' ORDER BY s.begin_at, s.session_id LIMIT 1
            """) { [("id", try $0.id("activity_id", Activity.self).text), ("session", try $0.id("session_id", ActivitySession.self).text)] }
    }

    private static func aBooking(_ tx: Transaction, _ state: Booking.State?) throws -> [(name: String, value: String)]? {
        let condition: SQL = state.map { "b.state = \($0)" } ?? "1 = 1"
        return try tx.row(
            """
            SELECT b.* FROM bookings_booking b JOIN view_activities_session s ON s.activity_id = b.activity_id AND s.session_id = b.session_id
            WHERE s.begin_at > \(tx.now) AND \(sql: condition) ORDER BY b.id LIMIT 1
            """, Booking.init
        ).map { [("code", $0.code.text)] }
    }
}
