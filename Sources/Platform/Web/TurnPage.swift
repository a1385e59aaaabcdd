import Kernel
import Language
import Markup

extension Visit {
    /// Says that many are here at once, which number one has and when it comes; everything entered goes with the page and is sent again from it.
    func waitTurn(_ turn: Turnstile.Turn, _ number: String) -> Answer {
        let answer = isForMachines || isScript ? Self.comeAgain(turn).problem(status: 503, language) : turnPage(turn, number)
        let told = answer.header("retry-after", String(turn.seconds))
        // A page without a form comes again by itself, without scripts too.
        guard posted.fields.pairs.isEmpty, !isForMachines else { return told }
        return told.header("refresh", "\(turn.seconds); url=\(again(number).text)")
    }

    private static func comeAgain(_ turn: Turnstile.Turn) -> Refusal {
        Refusal(
            .unavailable, "wait-your-turn", "现在人很多，还没有处理，没有任何更改。请在 \(turn.seconds) 秒后再发送。",
            "Many are here at once; this was not taken yet and nothing was changed. Send it again in \(turn.seconds) seconds.")
    }

    private func again(_ number: String) -> Address { Address.within(path, query: query.asked.setting(Turnstile.field, number)) }

    private func turnPage(_ turn: Turnstile.Turn, _ number: String) -> Answer {
        let isForm = !posted.fields.pairs.isEmpty
        return page(Phrase("请稍候，马上轮到您", "One moment: you are in line"), status: 503) {
            div(.class("stack"), .data("turn", String(turn.number))) {
                div(.class("notice"), .role("status")) {
                    p { say(place(turn)) }
                    p {
                        say(
                            isForm
                                ? Phrase("您填写的内容都在本页，没有丢失，也还没有提交。", "What you entered is kept on this page; nothing is lost, and nothing was taken yet.")
                                : Phrase("请不要关闭本页；刷新或重新打开不会更快。", "Leave this page open; reloading it or opening it again is no faster."))
                    }
                }
                if isForm { turnForm(turn, number) } else { p(.class("actions")) { a(.class("button"), .href(again(number))) { say(Phrase("现在再试", "Try now")) } } }
            }
        }
    }

    private func place(_ turn: Turnstile.Turn) -> Phrase {
        Phrase(
            "现在同时预约的人很多，按号依次处理。您的号码是 \(turn.number)，前面还有 \(turn.ahead) 个号，大约 \(turn.seconds) 秒后轮到。",
            "Many people are booking at the same time; they are taken in the order of their numbers. Yours is \(turn.number), with \(turn.ahead) before it: about \(turn.seconds) seconds."
        )
    }

    private func turnForm(_ turn: Turnstile.Turn, _ number: String) -> HTML {
        Markup.form(.method(.post), .action(.within(path)), .class("form"), .data("turn-seconds", String(turn.seconds))) {
            csrfField
            for pair in posted.fields.pairs where pair.name != "csrf" && pair.name != Turnstile.field { input(.type("hidden"), .name(pair.name), .value(pair.value)) }
            input(.type("hidden"), .name(Turnstile.field), .value(number))
            p(.class("hint")) {
                say(
                    Phrase(
                        "到时本页自动再次提交；如浏览器没有反应，请在 \(turn.seconds) 秒后按下面的按钮。",
                        "This page sends it again by itself; if your browser does not, press the button in \(turn.seconds) seconds."))
            }
            div(.class("form-actions")) { button(.class("button", "button-primary"), .type("submit")) { say(Phrase("现在提交", "Send it now")) } }
        }
    }
}
