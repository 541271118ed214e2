// nginx.lint.mjs: what the shipped nginx.conf must say, and must never say (SB-06, BR-08)
//
// performance.md section 3 (kept FastCGI connections), security.md 2.10 (limits).
import { conclude, filesOf, read } from '../kit/source.mjs';

const CONF = 'src/deploy/conf/nginx.conf';

/* [what is wrong, does a configuration have the fault]. */
const RULES = [
    ['the version is told', (text) => !/^\s*server_tokens off;/m.test(text)],
    ['a folder can be listed', (text) => /^\s*autoindex on|^\s*autoindex_/m.test(text)],
    ['names with underscores pass', (text) => !/^\s*underscores_in_headers off;/m.test(text)],
    ['slashes are not merged', (text) => !/^\s*merge_slashes on;/m.test(text)],
    ['a stranger’s header reaches a program', (text) => !/^\s*fastcgi_pass_request_headers off;/m.test(text) || /include\s+\S*fastcgi(_params|\.conf)/.test(text)],
    ['Proxy may become HTTP_PROXY', (text) => !/^\s*fastcgi_param HTTP_PROXY\s+"";/m.test(text)],
    ['X-Forwarded-* may be believed', (text) => ['FOR', 'HOST', 'PROTO'].some((name) => !new RegExp(`^\\s*fastcgi_param HTTP_X_FORWARDED_${name}\\s+"";`, 'm').test(text))],
    ['a FastCGI connection is kept', (text) => !/^\s*fastcgi_keep_conn off;/m.test(text) || /^\s*keepalive\s+\d/m.test(text)],
    ['a program may send a file of its choice', (text) => !/^\s*fastcgi_ignore_headers X-Accel-Redirect/m.test(text)],
    ['a request is tried twice', (text) => !/^\s*fastcgi_next_upstream off;/m.test(text)],
    ['an unknown host is answered', (text) => !/server_name "";[^]*?return 444;/.test(text)],
    ['it listens beyond this machine', (text) => /^\s*listen\s+(?!127\.|\[::1\]|unix:|@)/m.test(text)],
    ['addresses are logged with what stands in them', (text) => !/^\s*access_log off;/m.test(text)],
    ['anything is served from anywhere', (text) => !/location \/ \{\s*return 404;\s*\}/.test(text) || /^\s*root\s/m.test(text)],
    ['slow visitors are waited for', (text) => ['client_header_timeout 10s', 'client_body_timeout 10s', 'send_timeout 15s', 'fastcgi_read_timeout 15s', 'fastcgi_connect_timeout 1s'].some((limit) => !text.includes(`${limit};`))],
    ['forms may be of any size', (text) => !/^\s*client_max_body_size 1m;/m.test(text) || !/^\s*large_client_header_buffers 4 8k;/m.test(text)],
    ['nobody is held to a rate', (text) => !/limit_req_zone[^;]*zone=sign_in/.test(text) || !/limit_conn_zone/.test(text)],
    ['a header is missing from an error page', (text) => [...text.matchAll(/^\s*add_header [^;]*;/gm)].some(([line]) => !line.includes(' always;')) || (text.match(/^\s*add_header /gm) ?? []).length < 9],
    ['a failure is not told as 503', (text) => !/error_page 502 503 504 =503/.test(text)],
];

const faultsOf = (text) => RULES.filter(([, has]) => has(text)).map(([fault]) => fault);
const text = read(CONF);

/* Each rule must see the configuration with its line taken out or turned round. */
const CONTROLS = [
    ['server_tokens off;', 'server_tokens on;'], ['merge_slashes on;', 'merge_slashes on; autoindex on;\n autoindex on;'], ['underscores_in_headers off;', ''], ['merge_slashes on;', ''], ['fastcgi_pass_request_headers off;', 'include fastcgi_params;'],
    ['fastcgi_param HTTP_PROXY             "";', ''], ['fastcgi_param HTTP_X_FORWARDED_HOST  "";', ''], ['fastcgi_keep_conn off;', 'fastcgi_keep_conn on;'], ['fastcgi_ignore_headers X-Accel-Redirect', '#'], ['fastcgi_next_upstream off;', ''],
    ['return 444;', 'return 200;'], ['@LISTEN@', '@LISTEN@\n listen 80;'], ['access_log off;', ''], ['return 404;', 'try_files $uri =404;'], ['client_body_timeout 10s;', ''], ['client_max_body_size 1m;', 'client_max_body_size 0;'], ['limit_conn_zone', '#'],
    [' always;', ';'], ['=503 /error/503.html', ''],
];
const controls = CONTROLS.map(([from, to], at) => ({ sample: `${RULES[at][0]}: ${from}`, refused: text.includes(from) && faultsOf(text.replace(from, to)).includes(RULES[at][0]) }));
const faults = [...faultsOf(text).map((fault) => `${CONF}: ${fault}`), ...filesOf(/^src\/deploy\/lib\/.*\.sh$/).filter((path) => /listen (?!127\.|\[::1\])\d|autoindex/.test(read(path))).map((path) => `${path}: listens beyond this machine`)];
conclude(`nginx: ${RULES.length} rules`, faults, controls);
