import Activities
import Dispatch
import Formats
import Kernel
import Language
import Storage
import Web

extension BookingModel {
    /// The booking as it stands; the key that signs its tickets is made with the first one that is shown.
    static func load(_ code: PublicCode, _ visit: Visit) async throws -> BookingModel {
        let model = try await visit.database.read { try BookingModel($0, code) }
        guard !model.tickets.isEmpty, model.carried.isEmpty else { return model }
        try await visit.database.write { try $0.madeTicketKey(by: 0) }
        return try await visit.database.read { try BookingModel($0, code) }
    }
}

/// `/bookings/{code}.pdf`: all tickets of a booking for the printer.
enum TicketRoutes {
    static let pdf: Route = .get("/bookings/{code}.pdf", .anyone) { visit in
        let code = try BookingRoutes.code(visit)
        let model = try await BookingModel.load(code, visit)
        guard !model.tickets.isEmpty else {
            throw Refusal(
                .conflict, "no-tickets", "这个预约现在没有门票（\(model.booking.state.title.zh)），没有可打印的内容。请看预约页面。",
                "This booking has no tickets now (\(model.booking.state.title.en)), so there is nothing to print. See its page.")
        }
        let places = zip(model.tickets, model.carried).map { TicketSheet.Place(code: $0.code.text, carried: $1.text) }
        let language = visit.language
        let sheet = TicketSheet(
            title: model.title(language), when: model.session.words(language), placeName: model.placeName?(language) ?? "", booking: code.text, places: places, language: language)
        let now = visit.now
        // Drawing takes its time: not on the threads that everybody else's requests need.
        let bytes = try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<[UInt8], any Error>) in
            DispatchQueue.global().async {
                do throws(FormatProblem) {
                    continuation.resume(returning: try sheet.bytes(now: now))
                } catch {
                    continuation.resume(throwing: Refusal(.unavailable, error.code.rawValue, error.phrase))
                }
            }
        }
        return Answer(mediaType: "application/pdf", body: bytes).header("content-disposition", "inline; filename=\"\(code.letters).pdf\"")
            .header("cache-control", "private, no-store")
    }
}
