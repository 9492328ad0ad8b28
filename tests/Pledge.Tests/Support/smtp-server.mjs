// A real mail server for tests. Arguments: path of a package.json beside node_modules, and options as JSON:
// { tls: "none" | "starttls" | "implicit", key, cert, user, password, slow, seed, shares }. Reports JSON lines on stdout; takes orders as JSON lines on stdin:
// { order: "refuse", code, text, times, at: "mail" | "rcpt" | "data" } | { order: "drop" | "stall", times } (after DATA, before the answer)
// | { order: "cut", times } (before DATA) | { order: "accept" } | { order: "behave" } (no shares any more).
// shares: what a mail may meet by chance, with its share of all mails, such as { "drop": 0.01 }:
// later, never, nobody: refused with 4xx, with 5xx, with 5xx because of its address
// cut, mute: before DATA, the line is cut or the recipient gets no answer
// drop, stall: after DATA the mail is kept, and the line is cut or there is no answer; drop-unstored, stall-unstored: the same, and it is not kept
// late: no answer after DATA, and it is kept when the sender has long given up
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';

const { SMTPServer } = createRequire(process.argv[2])('smtp-server');
const options = JSON.parse(process.argv[3]);
const say = event => process.stdout.write(JSON.stringify(event) + '\n');
let order = { order: 'accept', times: 0 };

let shares = options.shares ?? {};

const refusals = {
    'later': () => ({ at: pick('mail', 'rcpt', 'data'), code: pick(421, 450, 451, 452), text: '4.3.0 not now' }),
    'never': () => ({ at: pick('mail', 'rcpt', 'data'), code: pick(550, 552, 554), text: '5.7.1 not from you' }),
    'nobody': () => ({ at: 'rcpt', code: 550, text: '5.1.1 nobody of that name' }),
};
const lateAfter = 6000; // milliseconds

// The same seed makes the same choices, in the order in which mails come.
let state = options.seed ?? 1;
function random() {
    state = (state + 0x6D2B79F5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
}
const pick = (...values) => values[Math.floor(random() * values.length)];

function draw(session) {
    let ticket = random();
    session.meets = Object.keys(shares).find(name => (ticket -= shares[name]) < 0);
    session.refusal = refusals[session.meets]?.();
    if (session.meets) say({ event: 'met', what: session.meets });
}

function take(session, wanted) {
    if (session.meets === wanted) return true;
    if (order.order !== wanted || order.times === 0) return false;
    order.times--;
    return true;
}

function hangUp(session) {
    for (const connection of server.connections) if (connection.session === session) connection._socket.destroy();
}

function refusal(session, at) {
    const its = session.refusal?.at === at ? session.refusal : order.at === at && take(session, 'refuse') ? order : null;
    return its && Object.assign(new Error(its.text ?? 'ordered to refuse'), { responseCode: its.code });
}

const server = new SMTPServer({
    secure: options.tls === 'implicit',
    key: options.key,
    cert: options.cert,
    hideSTARTTLS: options.tls !== 'starttls',
    authOptional: !options.user,
    disabledCommands: options.user ? [] : ['AUTH'],
    disableReverseLookup: true,
    closeTimeout: 100,
    onAuth(auth, session, done) {
        say({ event: 'auth', method: auth.method, secure: session.secure });
        const right = auth.username === options.user && auth.password === options.password;
        done(right ? null : new Error('wrong'), right ? { user: auth.username } : undefined);
    },
    onConnect(session, done) {
        say({ event: 'connect' });
        done();
    },
    onMailFrom(address, session, done) {
        draw(session);
        done(refusal(session, 'mail'));
    },
    onRcptTo(address, session, done) {
        if (take(session, 'cut')) return hangUp(session);
        if (!take(session, 'mute')) done(refusal(session, 'rcpt'));
    },
    onData(stream, session, done) {
        const chunks = [];
        stream.on('data', chunk => chunks.push(chunk));
        stream.on('end', () => {
            const refused = refusal(session, 'data');
            if (refused) return done(refused);
            const accepted = () => say({
                event: 'message', secure: session.secure, from: session.envelope.mailFrom.address,
                to: session.envelope.rcptTo.map(to => to.address), raw: Buffer.concat(chunks).toString('utf8'),
            });
            if (take(session, 'drop-unstored')) return hangUp(session);
            if (take(session, 'stall-unstored')) return;
            if (take(session, 'late')) return setTimeout(accepted, lateAfter);
            // Accepted, and the answer never arrives.
            if (take(session, 'drop')) { accepted(); return hangUp(session); }
            if (take(session, 'stall')) return accepted();
            const pause = options.slow ? Math.random() * options.slow : 0;
            setTimeout(() => { accepted(); setTimeout(done, pause); }, pause);
        });
    },
});
server.on('error', error => say({ event: 'error', message: error.message }));
server.listen(0, '127.0.0.1', () => say({ event: 'listening', port: server.server.address().port }));

createInterface({ input: process.stdin })
    .on('line', line => {
        order = { times: 1, ...JSON.parse(line) };
        if (order.order === 'behave') shares = {};
        say({ event: 'ordered' });
    })
    .on('close', () => process.exit(0)); // the tests are gone
