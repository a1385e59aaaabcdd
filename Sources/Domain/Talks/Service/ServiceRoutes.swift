import Dispatch
import Formats
import Kernel
import Language
import Markup
import Storage
import Venues
import Web

/// Whether a certificate of service is genuine, for everybody who has its code; and the paper itself.
enum ServiceRoutes {
    static let routes: [Route] = [
        .get("/talks/certificates/{code}", .anyone, filters: []) { visit in
            let certificate = try await certificate(visit)
            return visit.page(ServiceCertificate.noun, lede: Phrase("这份证明有效，以下为归档记录。", "This certificate is genuine; the record says:")) {
                dl(.class("facts")) {
                    dt { visit.say(Phrase("专家", "Expert")) }
                    dd { certificate.expert }
                    dt { visit.say(Phrase("报告", "Talk")) }
                    dd { visit.html(certificate.title) }
                    dt { visit.say(Phrase("接待单位", "Receiving unit")) }
                    dd { visit.html(certificate.unit) }
                    dt { visit.say(Phrase("时间", "Time")) }
                    dd { Dates.session(certificate.begin, certificate.end, .china, visit.language) }
                    dt { visit.say(Phrase("归档日期", "Recorded on")) }
                    dd { Dates.plain(certificate.recordedAt.day(in: .china), visit.language) }
                }
                p { a(.class("button"), .href("/talks/certificates/\(certificate.code)/certificate.pdf")) { visit.say(Phrase("下载证明（PDF）", "Certificate (PDF)")) } }
            }
        },
        .get("/talks/certificates/{code}/certificate.pdf", .anyone, filters: []) { visit in
            let certificate = try await certificate(visit), now = visit.now
            let address = visit.origin + "/talks/certificates/" + certificate.code
            // Drawing takes its time: not on the threads that everybody else's requests need.
            let bytes = try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<[UInt8], any Error>) in
                DispatchQueue.global().async {
                    do throws(FormatProblem) {
                        continuation.resume(returning: try certificate.pdf(address: address, now: now))
                    } catch {
                        continuation.resume(throwing: Refusal(.unavailable, error.code.rawValue, error.phrase))
                    }
                }
            }
            return Answer(mediaType: "application/pdf", body: bytes).header("content-disposition", "inline; filename=\"\(certificate.code).pdf\"")
                .header("cache-control", "no-cache")
        },
    ]

    private static func certificate(_ visit: Visit) async throws -> ServiceCertificate {
        let code = visit.parameter("code")
        guard let found = try await visit.database.read({ tx in try tx.serviceCertificate(code: code) }) else { throw Refusal.notFound(ServiceCertificate.noun) }
        return found
    }
}
